import { MediaStream as WeriftMediaStream, MediaStreamTrack as WeriftTrack, RTCPeerConnection as WeriftConnection } from 'werift';
import { WebSocket as NodeWebSocket } from 'ws';
import type { MicrophoneLine } from '../../../../platform/devices/microphone.ts';

/** The browser's constructor takes one object; werift's takes two strings. */
class BrowserDescription {
  readonly type: RTCSdpType;
  readonly sdp: string;
  constructor(init: { readonly type: RTCSdpType; readonly sdp: string }) {
    this.type = init.type;
    this.sdp = init.sdp;
  }
}

/** After an ICE restart a browser gathers anew and says when it is done; werift keeps its candidates and stays silent. */
class BrowserConnection extends WeriftConnection {
  constructor(...configuration: ConstructorParameters<typeof WeriftConnection>) {
    super(...configuration);
    const original: (description?: { type: 'offer' | 'answer'; sdp: string }) => Promise<unknown> = this.setLocalDescription.bind(this);
    const setLocalDescription = async (description?: { type: 'offer' | 'answer'; sdp: string }): Promise<unknown> => {
      const result = await original(description);
      setTimeout(() => this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: null })), 5);
      return result;
    };
    Object.assign(this, { setLocalDescription });
  }
}

/** Gives Node what JsSIP expects of a browser. Real WebRTC of werift, no sound. */
export function installBrowserGlobals(): void {
  Object.assign(globalThis, {
    window: globalThis,
    WebSocket: globalThis.WebSocket ?? NodeWebSocket,
    RTCPeerConnection: BrowserConnection,
    RTCSessionDescription: BrowserDescription,
    MediaStream: WeriftMediaStream,
  });
}

/** A microphone that says nothing. */
export function silentMicrophone(): Promise<MicrophoneLine> {
  const track = new WeriftTrack({ kind: 'audio' });
  return Promise.resolve({ track: track as unknown as MediaStreamTrack, onReplaced: () => undefined, close: () => track.stop() });
}
