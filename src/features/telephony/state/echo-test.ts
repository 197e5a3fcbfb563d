import type { ConnectionTestApi } from './telephony-api.ts';
import { countersOf, qualityBetween, type LiveQuality } from './quality.ts';

export type EchoPath = 'udp' | 'tcp';

export type EchoResult =
  /** Sound went to the SFU and came back. */
  | { readonly outcome: 'works'; readonly quality: LiveQuality; readonly port: number | undefined }
  /** No connection within the limit: this way is blocked. */
  | { readonly outcome: 'blocked'; readonly port: number | undefined }
  /** The server could not open the leg. */
  | { readonly outcome: 'refused'; readonly failure: unknown };

export interface EchoPorts {
  readonly api: ConnectionTestApi;
  readonly makeConnection: () => RTCPeerConnection;
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A page says within 10 s that there is no way (features O3). */
export const connectLimitMs = 8000;
export const measureMs = 3000;
const gatherLimitMs = 1000;

/** The port of the first candidate of a path in our answer (RFC 8839 §5.1). */
export function portOf(answer: string, path: EchoPath): number | undefined {
  const found = [...answer.matchAll(/^a=candidate:\S+ \d+ (\S+) \d+ \S+ (\d+)/gim)].find((match) => match[1]?.toLowerCase() === path);
  return found?.[2] === undefined ? undefined : Number(found[2]);
}

const event = (target: EventTarget, name: string, isDone: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isDone()) return;
      target.removeEventListener(name, look);
      resolve();
    };
    target.addEventListener(name, look);
    look();
  });

/** Sends a track to the SFU and back over one path and measures it. */
export async function testEcho(ports: EchoPorts, track: MediaStreamTrack, path: EchoPath): Promise<EchoResult> {
  const connection = ports.makeConnection();
  const life = new AbortController();
  let id: string | undefined;
  try {
    connection.addTrack(track, new MediaStream([track]));
    await connection.setLocalDescription(await connection.createOffer());
    await Promise.race([
      event(connection, 'icecandidate', () => (connection.localDescription?.sdp ?? '').includes('a=candidate')),
      ports.delay(gatherLimitMs, life.signal),
    ]);
    const opened = await ports.api.openEcho(connection.localDescription?.sdp ?? '', path);
    id = opened.id;
    const port = portOf(opened.answer, path);
    await connection.setRemoteDescription({ type: 'answer', sdp: opened.answer });
    await Promise.race([
      event(connection, 'connectionstatechange', () => ['connected', 'failed'].includes(connection.connectionState)),
      ports.delay(connectLimitMs, life.signal),
    ]);
    if (connection.connectionState !== 'connected') return { outcome: 'blocked', port };
    const before = countersOf(await connection.getStats());
    await ports.delay(measureMs, life.signal);
    return { outcome: 'works', port, quality: qualityBetween(before, countersOf(await connection.getStats())) };
  } catch (failure) {
    return { outcome: 'refused', failure };
  } finally {
    life.abort();
    connection.close();
    // The server ends a forgotten leg by itself; a failed goodbye changes no verdict.
    if (id !== undefined) void ports.api.closeEcho(id).catch(() => undefined);
  }
}

export type EchoResults = Partial<Record<EchoPath, EchoResult>>;
export type Verdict = 'verdictBoth' | 'verdictTcpOnly' | 'verdictUdpOnly' | 'verdictNone';

/** What both results mean for calls; undefined until both are there. */
export function verdictOf(results: EchoResults): Verdict | undefined {
  const { udp, tcp } = results;
  if (udp === undefined || tcp === undefined) return undefined;
  if (udp.outcome === 'works') return tcp.outcome === 'works' ? 'verdictBoth' : 'verdictUdpOnly';
  return tcp.outcome === 'works' ? 'verdictTcpOnly' : 'verdictNone';
}

/** The path that calls take: browsers prefer UDP (RFC 8421 §4: the higher type preference). */
export function pathInUse(results: EchoResults): EchoPath | undefined {
  if (results.udp?.outcome === 'works') return 'udp';
  return results.tcp?.outcome === 'works' ? 'tcp' : undefined;
}

/** Resolves after `ms`, or at once when aborted. */
export function browserDelay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
