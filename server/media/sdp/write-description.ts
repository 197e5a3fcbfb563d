import type { Direction } from './direction.ts';
import { codecs } from './payload-layout.ts';
import type { PayloadLayout } from './payload-layout.ts';
import type { Fingerprint, RemoteSection, SetupRole } from './remote-description.ts';

/** One way to reach our SFU. TCP candidates of ours are passive (RFC 6544 §4.5). */
export interface LocalCandidate {
  readonly foundation: string;
  readonly priority: number;
  readonly address: string;
  readonly port: number;
  readonly protocol: 'udp' | 'tcp';
}

/** What our side of the transport says, in an offer and in an answer. */
export interface LocalTransport {
  readonly iceUfrag: string;
  readonly icePwd: string;
  readonly candidates: readonly LocalCandidate[];
  readonly fingerprint: Fingerprint;
}

/** Everything that decides how our description reads, besides its version. */
export interface LocalDescription {
  readonly transport: LocalTransport;
  readonly setup: SetupRole;
  readonly layout: PayloadLayout;
  /** False leaves the telephone-event out of an answer to somebody who does not speak it. */
  readonly withDtmf: boolean;
  readonly direction: Direction;
  readonly protocol: string;
  readonly mid?: string;
  readonly isBundled: boolean;
  readonly isRtcpReducedSize: boolean;
  /** Which m-line is the audio; the others are refused. */
  readonly index: number;
  readonly sections: readonly RemoteSection[];
}

/** RFC 7587 §6.1; mono, in-band FEC, no DTX: a phone call. */
const opusFormat = 'minptime=10;useinbandfec=1;usedtx=0;stereo=0;maxaveragebitrate=32000';

/** The m-line of an offer of ours. */
export const offeredSection: RemoteSection = { type: 'audio', protocol: 'UDP/TLS/RTP/SAVPF', payloads: '', mid: '0' };

/**
 * The SDP of `local` with this origin (RFC 8866 §5 for the order of lines). Neither `a=ssrc` nor `a=extmap` is in it: with
 * the MID extension Chromium would not take a new SSRC, and plugging an ear would need a re-INVITE.
 */
export function writeDescription(local: LocalDescription, origin: { sessionId: string; version: number }): string {
  const lines = [
    'v=0',
    `o=- ${origin.sessionId} ${origin.version} IN IP4 0.0.0.0`,
    's=-',
    't=0 0',
    'a=ice-lite',
    ...(local.isBundled && local.mid !== undefined ? [`a=group:BUNDLE ${local.mid}`] : []),
    ...local.sections.flatMap((section, index) => (index === local.index ? audioSection(local) : refusedSection(section))),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** RFC 3264 §6: "To reject an offered stream, the port number in the corresponding stream in the answer MUST be set to zero." */
function refusedSection({ type, protocol, payloads, mid }: RemoteSection): readonly string[] {
  return [`m=${type} 0 ${protocol} ${payloads}`, 'c=IN IP4 0.0.0.0', ...midLine(mid), 'a=inactive'];
}

function audioSection(local: LocalDescription): readonly string[] {
  const { transport } = local;
  const candidate = transport.candidates.find((one) => one.protocol === 'udp');
  const address = (candidate ?? transport.candidates[0])?.address ?? '0.0.0.0';
  const payloads = payloadsOf(local);
  return [
    // RFC 8839 §4.2.1.1: without a UDP candidate the discard port stands in the m-line.
    `m=audio ${candidate?.port ?? 9} ${local.protocol} ${payloads.types}`,
    `c=IN IP${address.includes(':') ? 6 : 4} ${address}`,
    ...payloads.lines,
    `a=setup:${local.setup}`,
    ...midLine(local.mid),
    'a=ptime:20',
    `a=${local.direction}`,
    `a=ice-ufrag:${transport.iceUfrag}`,
    `a=ice-pwd:${transport.icePwd}`,
    `a=fingerprint:${transport.fingerprint.algorithm} ${transport.fingerprint.value}`,
    ...transport.candidates.map(candidateLine),
    // RFC 8840 §4.1: no more come; where paths are kept back, they do.
    ...(transport.candidates.length > 0 ? ['a=end-of-candidates'] : []),
    'a=rtcp-mux',
    ...(local.isRtcpReducedSize ? ['a=rtcp-rsize'] : []),
  ];
}

function midLine(mid: string | undefined): readonly string[] {
  return mid === undefined ? [] : [`a=mid:${mid}`];
}

/** RFC 8839 §5.1. */
function candidateLine({ foundation, protocol, priority, address, port }: LocalCandidate): string {
  return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${protocol === 'tcp' ? ' tcptype passive' : ''}`;
}

/** The payload types of the m-line and what they mean. */
function payloadsOf({ layout, withDtmf }: LocalDescription): { readonly types: string; readonly lines: readonly string[] } {
  const { name, clockRate, channels } = codecs[layout.codec];
  const { payloadType } = layout;
  const voice = `a=rtpmap:${payloadType} ${name}/${clockRate}${channels ? `/${channels}` : ''}`;
  const format = layout.codec === 'opus' ? [`a=fmtp:${payloadType} ${opusFormat}`] : [];
  const dtmf = withDtmf ? layout.dtmf : undefined;
  if (!dtmf) return { types: String(payloadType), lines: [voice, ...format] };
  const keys = `a=rtpmap:${dtmf.payloadType} telephone-event/${dtmf.clockRate}`;
  return { types: `${payloadType} ${dtmf.payloadType}`, lines: [voice, keys, ...format, `a=fmtp:${dtmf.payloadType} 0-15`] };
}
