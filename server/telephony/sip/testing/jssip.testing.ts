import JsSIP from 'jssip';
import { MediaStream, MediaStreamTrack, RTCPeerConnection } from 'werift';
import { acme, tokenFor } from './credentials.testing.ts';

/** A browser's constructor takes one object, which werift's `setRemoteDescription` takes too. */
class RTCSessionDescription {
  readonly type: string;
  readonly sdp: string;

  constructor(init: { readonly type: string; readonly sdp: string }) {
    this.type = init.type;
    this.sdp = init.sdp;
  }
}

/** What JsSIP expects of a browser; the WebSocket is Node's own. */
Object.assign(globalThis, { window: globalThis, RTCPeerConnection, RTCSessionDescription, MediaStream });

export type JssipAgent = InstanceType<typeof JsSIP.UA>;
export type JssipSession = ReturnType<JssipAgent['call']>;

export interface JssipOptions {
  readonly instanceId?: string;
  readonly token?: string;
  readonly registerExpires?: number;
}

/** JsSIP as our softphone configures it: token as `authorization_jwt`, no session timers. */
export function createJssip(url: string, user: string, options: JssipOptions = {}): JssipAgent {
  return new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)],
    uri: `sip:${user}@${acme}`,
    authorization_jwt: `Bearer ${options.token ?? tokenFor(user)}`,
    session_timers: false,
    register: true,
    register_expires: options.registerExpires ?? 600,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 1,
    ...(options.instanceId !== undefined && { instance_id: options.instanceId }),
  });
}

/** ICE stays on this machine. */
const loopback = { iceServers: [], iceUseIpv6: false, iceInterfaceAddresses: { udp4: '127.0.0.1' } };

/** Options of a call with one silent audio track; JsSIP hands null to werift where a browser takes undefined. */
export function callOptions(): NonNullable<Parameters<JssipAgent['call']>[1]> {
  const mediaStream = new MediaStream([new MediaStreamTrack({ kind: 'audio' })]);
  return { mediaStream, pcConfig: loopback, rtcOfferConstraints: {}, rtcAnswerConstraints: {} };
}

/** The far end of a call: answers JsSIP's offer or makes one of its own, by werift. */
export class MediaPeer {
  readonly #connection = new RTCPeerConnection(loopback);

  constructor() {
    this.#connection.addTransceiver('audio', { direction: 'sendrecv' });
  }

  async answer(offer: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return this.#connection.localDescription?.sdp ?? '';
  }

  async offer(): Promise<string> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return this.#connection.localDescription?.sdp ?? '';
  }

  /** Takes the answer to our offer. */
  async accept(answer: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}
