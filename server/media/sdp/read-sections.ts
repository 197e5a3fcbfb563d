import type { Direction } from './direction.ts';

/** `a=rtpmap` (RFC 8866 §6.6). */
export interface RtpMap {
  readonly payloadType: number;
  readonly codec: string;
  /** NaN when the line names none. */
  readonly clockRate: number;
}

/** What stands on one level of a description, as text: the session's, or an m-line's. Of what is said twice, the last counts. */
export interface SdpAttributes {
  mid?: string;
  direction?: Direction;
  iceUfrag?: string;
  icePwd?: string;
  fingerprint?: { readonly algorithm: string; readonly value: string };
  setup?: string;
  /** The first one. */
  ssrc?: number;
  isIceLite?: true;
  isRtcpMux?: true;
  isRtcpReducedSize?: true;
  readonly rtpMaps: RtpMap[];
  /** `a=group` (RFC 5888 §5). */
  readonly groups: { readonly semantics: string; readonly mids: readonly string[] }[];
}

/** An m-line with what stands below it; without `line` it cannot be read. */
export interface SdpMedia extends SdpAttributes {
  readonly line: { readonly type: string; readonly port: number; readonly protocol: string; readonly payloads: string } | undefined;
}

export interface SdpSections {
  readonly session: SdpAttributes;
  readonly media: readonly SdpMedia[];
  readonly hasOrigin: boolean;
}

const digits = /^\d+$/;
const token = /^\w+$/;
/** RFC 8866 §5.14, `proto`: tokens between slashes. */
const protocolForm = /^\w+(?:\/\w+)*$/;

/** White space of any kind parts words, so that none of it, a lone carriage return neither, gets into a line of ours. */
const wordsOf = (text: string): readonly string[] => text.split(/\s+/);

type Reader = (to: SdpAttributes, value: string) => void;

const reads = (direction: Direction): [string, Reader] => [direction, (to) => (to.direction = direction)];

/** The attributes that we use; most lines of a browser are others, which are passed over by their name. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  reads('sendrecv'),
  reads('sendonly'),
  reads('recvonly'),
  reads('inactive'),
  ['mid', (to, value) => (to.mid = firstWord(value))],
  ['ice-ufrag', (to, value) => (to.iceUfrag = firstWord(value))],
  ['ice-pwd', (to, value) => (to.icePwd = firstWord(value))],
  ['ice-lite', (to) => (to.isIceLite = true)],
  ['setup', (to, value) => (to.setup = firstWord(value))],
  ['rtcp-mux', (to) => (to.isRtcpMux = true)],
  ['rtcp-rsize', (to) => (to.isRtcpReducedSize = true)],
  ['ssrc', readFirstSsrc],
  ['rtpmap', readRtpMap],
  ['fingerprint', readFingerprintLine],
  ['group', readGroup],
]);

function firstWord(value: string): string {
  return wordsOf(value)[0] ?? '';
}

/** RFC 5576 §4.1: `<ssrc-id> <attribute>`. */
function readFirstSsrc(to: SdpAttributes, value: string): void {
  const [ssrc = '', attribute] = wordsOf(value);
  if (digits.test(ssrc) && attribute !== undefined) to.ssrc ??= Number(ssrc);
}

/** RFC 8866 §6.6: `<payload type> <encoding name>/<clock rate>[/<encoding parameters>]`. */
function readRtpMap(to: SdpAttributes, value: string): void {
  const [payloadType = '', encoding] = wordsOf(value);
  if (!digits.test(payloadType) || encoding === undefined) return;
  const [codec = '', clockRate] = encoding.split('/');
  to.rtpMaps.push({ payloadType: Number(payloadType), codec, clockRate: Number(clockRate) });
}

/** RFC 8122 §5: `<hash function> <fingerprint>`. */
function readFingerprintLine(to: SdpAttributes, text: string): void {
  const [algorithm = '', value] = wordsOf(text);
  if (value !== undefined) to.fingerprint = { algorithm, value };
}

/** RFC 5888 §5: `<semantics> <mid> …`. */
function readGroup(to: SdpAttributes, value: string): void {
  const [semantics = '', ...mids] = wordsOf(value);
  to.groups.push({ semantics, mids });
}

/**
 * Splits a description into its levels and reads the lines that we use (RFC 8866 §5). Takes any text; lines that cannot be read
 * are as if they were not there.
 */
export function readSections(sdp: string): SdpSections {
  const session: SdpAttributes = { rtpMaps: [], groups: [] };
  const media: SdpMedia[] = [];
  let hasOrigin = false;
  let level = session;
  for (let start = 0; start < sdp.length;) {
    const end = endOfLine(sdp, start);
    const type = sdp.slice(start, start + 2);
    if (type === 'a=') readAttribute(level, sdp.slice(start + 2, end).trimEnd());
    else if (type === 'o=') hasOrigin = isOrigin(sdp.slice(start + 2, end).trimEnd());
    else if (type === 'm=') media.push((level = mediaOf(sdp.slice(start + 2, end).trimEnd())));
    start = end + 1;
  }
  return { session, media, hasOrigin };
}

/** RFC 8866 §5: lines end with CRLF, and "parsers SHOULD be tolerant and also accept records terminated with a single newline". */
function endOfLine(sdp: string, start: number): number {
  const end = sdp.indexOf('\n', start);
  return end < 0 ? sdp.length : end;
}

function readAttribute(to: SdpAttributes, line: string): void {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon);
  readers.get(name)?.(to, colon < 0 ? '' : line.slice(colon + 1));
}

/** RFC 8866 §5.2: `<username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address>`. */
function isOrigin(text: string): boolean {
  const [, id = '', version = '', network, address = '', host] = wordsOf(text);
  return digits.test(id) && digits.test(version) && network === 'IN' && /^IP[46]$/.test(address) && host !== undefined;
}

/** RFC 8866 §5.14: `<media> <port> <proto> <fmt> …`; a number of ports behind the first is not for a relay of single ones. */
function mediaOf(text: string): SdpMedia & SdpAttributes {
  const [type = '', port = '', protocol = '', ...payloads] = wordsOf(text);
  const isRead = token.test(type) && digits.test(port) && protocolForm.test(protocol);
  return { line: isRead ? { type, port: Number(port), protocol, payloads: payloads.join(' ') } : undefined, rtpMaps: [], groups: [] };
}
