import { parse } from 'sdp-transform';
import type { MediaDescription, SessionDescription } from 'sdp-transform';
import { MediaError } from '../media-engine.ts';
import type { Direction } from './direction.ts';
import { readCodecs, readFingerprint, readSetup, readSsrc } from './read-attributes.ts';
import { text } from './raw.ts';
import { acceptedProtocols } from './remote-description.ts';
import type { RemoteAudio, RemoteDescription } from './remote-description.ts';

/** Far more than a browser writes with video and all its codecs (about 8 KB). */
const maxSdpCharacters = 65_536;

/**
 * Reads a remote offer or answer and finds the audio section that we can use: DTLS-SRTP, ICE, rtcp-mux.
 * @throws {MediaError} `malformed` when it is no SDP (RFC 8866 §5), `not-acceptable` when there is no such audio.
 */
export function parseDescription(sdp: string): RemoteDescription {
  const session = parseSession(sdp);
  const index = session.media.findIndex(isUsableAudio);
  const media = session.media[index];
  if (!media) throw new MediaError('not-acceptable', whyNoAudio(session));
  const sections = session.media.map((section) => ({
    type: section.type,
    protocol: section.protocol,
    payloads: text(section.payloads ?? '0'),
    ...(section.mid === undefined ? {} : { mid: text(section.mid) }),
  }));
  return { audio: readAudio(session, media, index), sections, isBundled: isBundled(session, media) };
}

function parseSession(sdp: string): SessionDescription {
  if (sdp.length > maxSdpCharacters)
    throw new MediaError('malformed', `the SDP has ${sdp.length} characters, more than ${maxSdpCharacters}`);
  // RFC 8866 §5: "v=" comes first; sdp-transform itself takes any text.
  if (!sdp.startsWith('v=0')) throw new MediaError('malformed', 'the SDP does not begin with v=0');
  const session = parse(sdp);
  if (!session.origin) throw new MediaError('malformed', 'the SDP has no valid o= line');
  if (session.media.length === 0) throw new MediaError('malformed', 'the SDP has no m= line');
  const broken = session.media.findIndex((media) => !media.type || !media.protocol || !Number.isInteger(media.port));
  if (broken >= 0) throw new MediaError('malformed', `m= line ${broken + 1} of the SDP cannot be read`);
  return session;
}

function isUsableAudio(media: MediaDescription): boolean {
  return media.type === 'audio' && media.port !== 0 && acceptedProtocols.some((protocol) => protocol === media.protocol);
}

function whyNoAudio(session: SessionDescription): string {
  const audio = session.media.find((media) => media.type === 'audio');
  if (!audio) return 'the SDP has no audio m-line';
  if (audio.port === 0) return 'the audio m-line is refused (port 0)';
  return `the audio m-line is ${audio.protocol}; only DTLS-SRTP is relayed (${acceptedProtocols.join(', ')})`;
}

function readAudio(session: SessionDescription, media: MediaDescription, index: number): RemoteAudio {
  // RFC 8445 §2.5 lets only a full agent talk to a lite one: somebody has to send the checks.
  if (session.icelite) throw new MediaError('not-acceptable', 'the far end is ICE-lite, and so are we');
  const iceUfrag = media.iceUfrag ?? session.iceUfrag;
  if (iceUfrag === undefined || (media.icePwd ?? session.icePwd) === undefined) {
    throw new MediaError('not-acceptable', 'the audio section has no ICE credentials (a=ice-ufrag, a=ice-pwd)');
  }
  if (!media.rtcpMux) throw new MediaError('not-acceptable', 'the audio section does not offer a=rtcp-mux (RFC 8834 §4.5)');
  const ssrc = readSsrc(media);
  return {
    index,
    ...(media.mid === undefined ? {} : { mid: text(media.mid) }),
    protocol: media.protocol,
    direction: directionOf(media.direction ?? session.direction),
    iceUfrag: text(iceUfrag),
    fingerprint: readFingerprint(media.fingerprint ?? session.fingerprint),
    setup: readSetup(media.setup ?? session.setup),
    codecs: readCodecs(media),
    ...(ssrc === undefined ? {} : { ssrc }),
    isRtcpReducedSize: media.rtcpRsize !== undefined,
  };
}

/** RFC 8866 §6.7: "If none of the attributes … is present, "sendrecv" SHOULD be assumed". */
function directionOf(value: Direction | undefined): Direction {
  return value ?? 'sendrecv';
}

function isBundled(session: SessionDescription, media: MediaDescription): boolean {
  if (media.mid === undefined) return false;
  const mid = text(media.mid);
  return (session.groups ?? []).some((group) => group.type === 'BUNDLE' && text(group.mids).split(' ').includes(mid));
}
