import { MediaError } from '../media-engine.ts';
import type { Direction } from './direction.ts';
import { readCodecs, readFingerprint, readSetup, readSsrc } from './read-attributes.ts';
import { readSections } from './read-sections.ts';
import type { SdpAttributes, SdpMedia, SdpSections } from './read-sections.ts';
import { acceptedProtocols } from './remote-description.ts';
import type { RemoteAudio, RemoteDescription, RemoteSection } from './remote-description.ts';

/** Far more than a browser writes with video and all its codecs (about 8 KB). */
const maxSdpCharacters = 65_536;

/** An m-line that could be read. */
type Section = SdpMedia & { readonly line: NonNullable<SdpMedia['line']> };

/**
 * Reads a remote offer or answer and finds the audio section that we can use: DTLS-SRTP, ICE, rtcp-mux.
 * @throws {MediaError} `malformed` when it is no SDP (RFC 8866 §5), `not-acceptable` when there is no such audio.
 */
export function parseDescription(sdp: string): RemoteDescription {
  const session = parseSession(sdp);
  const media = session.media.map(readable);
  const index = media.findIndex(isUsableAudio);
  const section = media[index];
  if (!section) throw new MediaError('not-acceptable', whyNoAudio(media));
  return {
    audio: readAudio(session.session, section, index),
    sections: media.map(sectionOf),
    isBundled: isBundled(session.session, section),
  };
}

function parseSession(sdp: string): SdpSections {
  if (sdp.length > maxSdpCharacters)
    throw new MediaError('malformed', `the SDP has ${sdp.length} characters, more than ${maxSdpCharacters}`);
  // RFC 8866 §5: "v=" comes first.
  if (!sdp.startsWith('v=0')) throw new MediaError('malformed', 'the SDP does not begin with v=0');
  const session = readSections(sdp);
  if (!session.hasOrigin) throw new MediaError('malformed', 'the SDP has no valid o= line');
  if (session.media.length === 0) throw new MediaError('malformed', 'the SDP has no m= line');
  return session;
}

function readable(media: SdpMedia, index: number): Section {
  const { line } = media;
  if (!line) throw new MediaError('malformed', `m= line ${index + 1} of the SDP cannot be read`);
  return { ...media, line };
}

function sectionOf({ line, mid }: Section): RemoteSection {
  const { type, protocol, payloads } = line;
  return { type, protocol, payloads: payloads || '0', ...(mid === undefined ? {} : { mid }) };
}

function isUsableAudio({ line }: Section): boolean {
  return line.type === 'audio' && line.port !== 0 && acceptedProtocols.some((protocol) => protocol === line.protocol);
}

function whyNoAudio(media: readonly Section[]): string {
  const audio = media.find(({ line }) => line.type === 'audio');
  if (!audio) return 'the SDP has no audio m-line';
  if (audio.line.port === 0) return 'the audio m-line is refused (port 0)';
  return `the audio m-line is ${audio.line.protocol}; only DTLS-SRTP is relayed (${acceptedProtocols.join(', ')})`;
}

function readAudio(session: SdpAttributes, media: Section, index: number): RemoteAudio {
  // RFC 8445 §2.5 lets only a full agent talk to a lite one: somebody has to send the checks.
  if (session.isIceLite) throw new MediaError('not-acceptable', 'the far end is ICE-lite, and so are we');
  const iceUfrag = media.iceUfrag ?? session.iceUfrag;
  if (iceUfrag === undefined || (media.icePwd ?? session.icePwd) === undefined) {
    throw new MediaError('not-acceptable', 'the audio section has no ICE credentials (a=ice-ufrag, a=ice-pwd)');
  }
  if (!media.isRtcpMux) throw new MediaError('not-acceptable', 'the audio section does not offer a=rtcp-mux (RFC 8834 §4.5)');
  const ssrc = readSsrc(media);
  return {
    index,
    ...(media.mid === undefined ? {} : { mid: media.mid }),
    protocol: media.line.protocol,
    direction: directionOf(media.direction ?? session.direction),
    iceUfrag,
    fingerprint: readFingerprint(media.fingerprint ?? session.fingerprint),
    setup: readSetup(media.setup ?? session.setup),
    codecs: readCodecs(media.line.payloads, media.rtpMaps),
    ...(ssrc === undefined ? {} : { ssrc }),
    isRtcpReducedSize: media.isRtcpReducedSize ?? false,
  };
}

/** RFC 8866 §6.7: "If none of the attributes … is present, "sendrecv" SHOULD be assumed". */
function directionOf(value: Direction | undefined): Direction {
  return value ?? 'sendrecv';
}

function isBundled(session: SdpAttributes, { mid }: Section): boolean {
  return mid !== undefined && session.groups.some(({ semantics, mids }) => semantics === 'BUNDLE' && mids.includes(mid));
}
