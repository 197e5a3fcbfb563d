import { chosenWay, type Entry } from '../../../../platform/sfu/line-quality.ts';
import type { CustomerSession } from '../live/customer-session.tsx';
import type { exchange } from '../words/exchange.en.ts';

type Words = (typeof exchange)['diagnostics']['media'];
type Session = Pick<CustomerSession, 'getView' | 'statsOf'>;

/** Of RFC 8445 §5.1.1. */
const ends = ['host', 'srflx', 'prflx', 'relay'] as const;
const protocols = ['udp', 'tcp', 'tls'] as const;

/** Which way pictures and voices take at this moment, each direction by itself. */
export async function wayOfMedia(session: Session, words: Words): Promise<string> {
  const { streams } = session.getView();
  const wayOf = async (isMine: boolean): Promise<string | undefined> => {
    const stream = streams.find((one) => one.isMine === isMine);
    if (!stream) return undefined;
    const report = await session.statsOf(stream.producerId);
    return (report && wayText(report)) ?? words.none;
  };
  const [sending, receiving] = await Promise.all([wayOf(true), wayOf(false)]);
  const parts = [sending && words.sending(sending), receiving && words.receiving(receiving)];
  return parts.filter(Boolean).join('; ') || words.unused;
}

/** `UDP, host → host, 12 ms`, and no address; undefined: no way is chosen yet. */
export function wayText(report: Iterable<readonly [string, Entry]>): string | undefined {
  const way = chosenWay(new Map(report));
  if (!way) return undefined;
  const { local, remote, roundTripMs } = way;
  // To a relay it may be another one than from there on.
  const protocol = oneOf(protocols, local?.['relayProtocol'] ?? local?.['protocol']).toUpperCase();
  const type = (end: Entry | undefined): string => oneOf(ends, end?.['candidateType']);
  const trip = roundTripMs === undefined ? [] : [`${String(Math.round(roundTripMs))} ms`];
  return [protocol, `${type(local)} → ${type(remote)}`, ...trip].join(', ');
}

/** What else a browser may say there is not told. */
function oneOf(known: readonly string[], said: unknown): string {
  return known.find((one) => one === said) ?? '?';
}
