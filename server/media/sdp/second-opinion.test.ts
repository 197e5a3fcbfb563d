import { parse } from 'sdp-transform';
import { describe, expect, it } from 'vitest';
import { browserSdp } from '../testing/browser-sdp.ts';
import { readSections } from './read-sections.ts';
import type { SdpAttributes } from './read-sections.ts';

const audio = browserSdp({ ufrag: 'theirs', ssrc: 4_000_000_000, setup: 'actpass', direction: 'sendonly' });
const session = ['a=ice-lite', 'a=ice-ufrag:1234', 'a=ice-pwd:abc', 'a=fingerprint:SHA-1 00:11', 'a=setup:passive', 'a=inactive'].join(
  '\r\n',
);
const video = ['m=video 0 UDP/TLS/RTP/SAVPF 96 97', 'a=mid:vid', 'a=recvonly', 'a=rtpmap:96 VP8/90000', 'a=rtpmap:97 rtx', ''].join('\r\n');

const descriptions: Readonly<Record<string, string>> = {
  'a browser': audio,
  'single newlines': audio.replaceAll('\r\n', '\n'),
  'a session that says it all': audio.replace('m=audio', `${session}\r\nm=audio`),
  'two m-lines in one group': audio.replace('BUNDLE 0', 'BUNDLE 0 vid') + video,
  'an m-line that cannot be read': audio.replace('m=audio 9', 'm=audio nine'),
  'lines that cannot be read': audio.replaceAll(/^a=(rtpmap:9|fingerprint:sha-256|ssrc:4).*/gm, 'a=$1'),
  'what is said twice': `${audio}a=mid:1\r\na=setup:active\r\na=ssrc:7 cname:x\r\na=recvonly\r\n`,
  'names that only begin alike': audio.replace('a=rtcp-mux\r\n', 'a=rtcp-fb:111 nack\r\na=midi:1\r\n').replace('a=mid:0\r\n', ''),
  'more behind a word': audio.replaceAll(/^(a=(?:mid|ice-ufrag|ice-pwd|setup):\S+)/gm, '$1 more'),
  'no end of line': audio.trimEnd(),
};

type Level = Readonly<Record<string, unknown>>;

/** That reader turns every value that looks like an integer into a number, whatever its types promise. */
const text = (value: string | number): string => `${value}`;

/** The same facts out of the other reader. */
function factsOf(level: ReturnType<typeof parse>['media'][number] | ReturnType<typeof parse>): Level {
  const shared = {
    direction: level.direction,
    iceUfrag: level.iceUfrag?.toString(),
    icePwd: level.icePwd?.toString(),
    fingerprint: level.fingerprint && { algorithm: level.fingerprint.type, value: level.fingerprint.hash },
    setup: level.setup,
    isIceLite: 'icelite' in level && level.icelite ? true : undefined,
    groups: ('groups' in level ? (level.groups ?? []) : []).map(({ type, mids }) => ({ semantics: type, mids: text(mids).split(' ') })),
  };
  if (!('rtp' in level)) return { ...shared, rtpMaps: [] };
  return {
    ...shared,
    mid: level.mid?.toString(),
    isRtcpMux: level.rtcpMux ? true : undefined,
    isRtcpReducedSize: level.rtcpRsize ? true : undefined,
    ssrc: level.ssrcs?.[0]?.id,
    rtpMaps: level.rtp.map(({ payload, codec, rate }) => ({ payloadType: payload, codec, clockRate: rate ?? Number.NaN })),
    line: level.type ? { type: level.type, port: level.port, protocol: level.protocol, payloads: text(level.payloads ?? '') } : undefined,
  };
}

const plain = (level: SdpAttributes): Level => ({ ...level });

describe('a second opinion on descriptions', () => {
  it.each(Object.entries(descriptions))('[MED01] %s says the same to sdp-transform', (_name, sdp) => {
    const [ours, theirs] = [readSections(sdp), parse(sdp)];
    expect(plain(ours.session)).toEqual(factsOf(theirs));
    expect(ours.media.map(plain)).toEqual(theirs.media.map(factsOf));
    expect(ours.hasOrigin).toBe(theirs.origin !== undefined);
  });
});
