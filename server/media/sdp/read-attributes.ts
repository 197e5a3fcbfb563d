import { MediaError } from '../media-engine.ts';
import { codecs } from './payload-layout.ts';
import type { RtpMap, SdpAttributes } from './read-sections.ts';
import type { Fingerprint, RemoteCodec, SetupRole } from './remote-description.ts';

const algorithms = ['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'] as const;
const hashPattern = /^[0-9A-F]{2}(?::[0-9A-F]{2}){19,63}$/;

/**
 * RFC 8122 §5: the certificate's fingerprint; the only thing that binds the media to the signalling.
 * @throws {MediaError} `not-acceptable` without one, with an unknown hash function or a broken value.
 */
export function readFingerprint(raw: SdpAttributes['fingerprint']): Fingerprint {
  if (!raw) throw new MediaError('not-acceptable', 'the audio section has no a=fingerprint');
  const algorithm = algorithms.find((known) => known === raw.algorithm.toLowerCase());
  if (!algorithm) throw new MediaError('not-acceptable', `the fingerprint's hash function "${raw.algorithm.slice(0, 20)}" is unknown`);
  const value = raw.value.toUpperCase();
  if (!hashPattern.test(value)) throw new MediaError('not-acceptable', 'the fingerprint is not hexadecimal pairs');
  return { algorithm, value };
}

/** RFC 5763 §5: an offer SHOULD say actpass; silence in an answer means active (RFC 4145 §4). */
export function readSetup(raw: string | undefined): SetupRole {
  if (raw === undefined) return 'active';
  if (raw === 'active' || raw === 'passive' || raw === 'actpass') return raw;
  throw new MediaError('not-acceptable', 'a=setup is none of active, passive, actpass');
}

/**
 * The codecs of an m-line in its order: `a=rtpmap`, and static types without one (RFC 3551 §6). RFC 5761 §4: payload types
 * 64-95 "MUST NOT be used" where RTP and RTCP share a port.
 */
export function readCodecs(payloads: string, rtpMaps: readonly RtpMap[]): RemoteCodec[] {
  const order = payloads.split(' ').map(Number);
  return order.filter(isUsableType).flatMap((payloadType) => {
    const mapped = rtpMaps.find((rtp) => rtp.payloadType === payloadType);
    if (mapped) return [{ name: mapped.codec.toLowerCase(), payloadType, clockRate: mapped.clockRate }];
    const known = Object.values(codecs).find((codec) => codec.staticPayloadType === payloadType);
    return known ? [{ name: known.name.toLowerCase(), payloadType, clockRate: known.clockRate }] : [];
  });
}

function isUsableType(payloadType: number): boolean {
  return Number.isInteger(payloadType) && payloadType >= 0 && payloadType <= 127 && (payloadType < 64 || payloadType > 95);
}

/** The first signalled SSRC (RFC 5576 §4.1); undefined when there is none or it is no 32-bit number. */
export function readSsrc({ ssrc }: SdpAttributes): number | undefined {
  return ssrc !== undefined && ssrc > 0 && ssrc < 2 ** 32 ? ssrc : undefined;
}
