/**
 * What we use of JsSIP 3.13's RTCSession and messages, with the members that its typings leave out (sendRequest, the tags of a
 * message). Read from node_modules/jssip/lib/{RTCSession,SIPMessage}.js.
 */
export interface JsSipMessage {
  readonly call_id: string;
  readonly from_tag: string;
  readonly to_tag: string;
  readonly method?: string;
  readonly status_code?: number;
  readonly from: { readonly display_name: string | null; readonly uri: { readonly user: string | null } };
  getHeader(name: string): string | undefined;
}

export interface JsSipEndEvent {
  readonly originator: 'local' | 'remote' | 'system';
  readonly message: JsSipMessage | null;
  readonly cause: string;
}

export interface JsSipRequestHandlers {
  readonly onSuccessResponse: () => void;
  readonly onErrorResponse: () => void;
  readonly onTransportError: () => void;
  readonly onRequestTimeout: () => void;
  readonly onDialogError: () => void;
}

export interface JsSipSessionEvents {
  readonly peerconnection: (event: { readonly peerconnection: RTCPeerConnection }) => void;
  readonly connecting: () => void;
  readonly sending: (event: { readonly request: { body: string } }) => void;
  readonly progress: (event: { readonly originator: string; readonly response: JsSipMessage | null }) => void;
  readonly accepted: (event: { readonly originator: string; readonly response: JsSipMessage | null }) => void;
  readonly confirmed: () => void;
  readonly ended: (event: JsSipEndEvent) => void;
  readonly failed: (event: JsSipEndEvent) => void;
  readonly icecandidate: (event: { readonly ready: () => void }) => void;
  readonly newDTMF: (event: { readonly originator: string; readonly dtmf: { readonly tone: string | null } }) => void;
  readonly newInfo: (event: {
    readonly originator: string;
    readonly info: { readonly contentType: string; readonly body: string };
  }) => void;
}

export interface JsSipTerminateOptions {
  readonly status_code?: number;
  readonly reason_phrase?: string;
  readonly cause?: string;
  readonly extraHeaders?: string[];
}

export interface JsSipMediaOptions {
  readonly mediaStream: MediaStream;
  readonly pcConfig: RTCConfiguration;
  readonly rtcOfferConstraints: RTCOfferOptions;
  readonly rtcAnswerConstraints: RTCOfferOptions;
}

export interface JsSipSession {
  readonly connection: RTCPeerConnection | null;
  isEstablished(): boolean;
  isEnded(): boolean;
  isReadyToReOffer(): boolean;
  isOnHold(): { readonly local: boolean; readonly remote: boolean };
  answer(options: JsSipMediaOptions): void;
  /** Also called by JsSIP itself when it gives a call up: see session-guard.ts. */
  terminate(options?: JsSipTerminateOptions): void;
  hold(options: object, done: () => void): boolean;
  unhold(options: object, done: () => void): boolean;
  renegotiate(options: { readonly rtcOfferConstraints?: RTCOfferOptions }, done: () => void): boolean;
  mute(): void;
  unmute(): void;
  sendRequest(
    method: string,
    options: { readonly extraHeaders: string[]; readonly body: string; readonly eventHandlers: JsSipRequestHandlers },
  ): void;
  on<Name extends keyof JsSipSessionEvents>(name: Name, listener: JsSipSessionEvents[Name]): unknown;
}
