import { write } from 'sdp-transform';
import type { MediaDescription, SessionDescription } from 'sdp-transform';
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
 * The SDP of `local` with this origin. Neither `a=ssrc` nor `a=extmap` is in it: with the MID extension Chromium would
 * not take a new SSRC, and plugging an ear would need a re-INVITE.
 */
export function writeDescription(local: LocalDescription, origin: { sessionId: string; version: number }): string {
  const session: SessionDescription = {
    version: 0,
    origin: { username: '-', sessionId: origin.sessionId, sessionVersion: origin.version, netType: 'IN', ipVer: 4, address: '0.0.0.0' },
    name: '-',
    timing: { start: 0, stop: 0 },
    icelite: 'ice-lite',
    ...(local.isBundled && local.mid !== undefined ? { groups: [{ type: 'BUNDLE', mids: local.mid }] } : {}),
    media: local.sections.map((section, index) => (index === local.index ? audioSection(local) : refusedSection(section))),
  };
  return write(session);
}

/** RFC 3264 §6: "To reject an offered stream, the port number in the corresponding stream in the answer MUST be set to zero." */
function refusedSection(section: RemoteSection): MediaDescription {
  const mid = section.mid === undefined ? {} : { mid: section.mid };
  return {
    type: section.type,
    port: 0,
    protocol: section.protocol,
    payloads: section.payloads,
    connection: { version: 4, ip: '0.0.0.0' },
    rtp: [],
    fmtp: [],
    direction: 'inactive',
    ...mid,
  };
}

function audioSection(local: LocalDescription): MediaDescription {
  const { transport } = local;
  const candidate = transport.candidates.find((one) => one.protocol === 'udp');
  const address = (candidate ?? transport.candidates[0])?.address ?? '0.0.0.0';
  return {
    type: 'audio',
    // RFC 8839 §4.2.1.1: without a UDP candidate the discard port stands in the m-line.
    port: candidate?.port ?? 9,
    protocol: local.protocol,
    ...payloadFields(local),
    connection: { version: address.includes(':') ? 6 : 4, ip: address },
    rtcpMux: 'rtcp-mux',
    ...(local.isRtcpReducedSize ? { rtcpRsize: 'rtcp-rsize' } : {}),
    ...(local.mid === undefined ? {} : { mid: local.mid }),
    direction: local.direction,
    iceUfrag: transport.iceUfrag,
    icePwd: transport.icePwd,
    fingerprint: { type: transport.fingerprint.algorithm, hash: transport.fingerprint.value },
    setup: local.setup,
    candidates: transport.candidates.map(candidateFields),
    endOfCandidates: 'end-of-candidates',
  };
}

function candidateFields(candidate: LocalCandidate): NonNullable<MediaDescription['candidates']>[number] {
  return {
    foundation: candidate.foundation,
    component: 1,
    transport: candidate.protocol,
    priority: candidate.priority,
    ip: candidate.address,
    port: candidate.port,
    type: 'host',
    ...(candidate.protocol === 'tcp' ? { tcptype: 'passive' } : {}),
  };
}

function payloadFields(local: LocalDescription): Pick<MediaDescription, 'payloads' | 'rtp' | 'fmtp' | 'ptime'> {
  const { layout } = local;
  const facts = codecs[layout.codec];
  const dtmf = local.withDtmf ? layout.dtmf : undefined;
  const rtp = [
    { payload: layout.payloadType, codec: facts.name, rate: facts.clockRate, ...(facts.channels ? { encoding: facts.channels } : {}) },
  ];
  const fmtp = layout.codec === 'opus' ? [{ payload: layout.payloadType, config: opusFormat }] : [];
  if (!dtmf) return { payloads: String(layout.payloadType), rtp, fmtp, ptime: 20 };
  return {
    payloads: `${layout.payloadType} ${dtmf.payloadType}`,
    rtp: [...rtp, { payload: dtmf.payloadType, codec: 'telephone-event', rate: dtmf.clockRate }],
    fmtp: [...fmtp, { payload: dtmf.payloadType, config: '0-15' }],
    ptime: 20,
  };
}
