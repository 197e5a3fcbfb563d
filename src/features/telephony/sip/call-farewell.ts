import type { MicrophoneLine } from '../../../platform/devices/microphone.ts';
import type { CallPorts } from './call-ports.ts';
import { CallReplacer, type ReplaceRequest } from './call-replacer.ts';
import type { SessionLink } from './session-link.ts';

/**
 * Ends a call on the server that was hung up before this page had a session of it: only a session can say BYE, so the call is
 * taken over for that, silently. When it fails too, the server ends the call by itself after 30 s.
 */
export function sayFarewell(ports: CallPorts, request: ReplaceRequest): void {
  const { gate, timers, invite, openMicrophone } = ports;
  let line: MicrophoneLine | undefined;
  const openStream = async (): Promise<MediaStream> => {
    line?.close();
    line = await openMicrophone();
    line.track.enabled = false;
    return new MediaStream([line.track]);
  };
  const leave = (link?: SessionLink): void => {
    link?.end();
    line?.close();
  };
  const replacer = new CallReplacer({
    gate,
    timers,
    invite,
    request: () => ({ ...request, openStream }),
    onTrying: () => undefined,
    onReplaced: leave,
    onFailed: () => leave(),
  });
  replacer.start();
}
