import { describe, expect, it } from 'vitest';
import { browserSdp } from '../testing/browser-sdp.ts';
import { parseDescription } from './parse-description.ts';

const offer = browserSdp({ ufrag: 'theirs', ssrc: 4_000_000_000, setup: 'actpass', direction: 'sendrecv' });

describe('reading a remote description', () => {
  it('[MED01] finds what a transport needs', () => {
    const { audio, isBundled } = parseDescription(offer);
    expect(audio).toMatchObject({
      index: 0,
      mid: '0',
      iceUfrag: 'theirs',
      setup: 'actpass',
      direction: 'sendrecv',
      ssrc: 4_000_000_000,
      isRtcpReducedSize: true,
    });
    expect(audio.fingerprint).toEqual({ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') });
    expect(audio.codecs[0]).toEqual({ name: 'opus', payloadType: 111, clockRate: 48_000 });
    expect(isBundled).toBe(true);
  });

  it('[MED01] takes ICE credentials and fingerprint from the session level', () => {
    const attributes = /(?:a=(?:ice-ufrag|ice-pwd|fingerprint|setup).*\r\n)/g;
    const moved = (offer.match(attributes) ?? []).join('');
    const { audio } = parseDescription(offer.replaceAll(attributes, '').replace('m=audio', `${moved}m=audio`));
    expect(audio).toMatchObject({ iceUfrag: 'theirs', setup: 'actpass' });
  });

  it('[MED01] an ice-ufrag and a fingerprint that look like numbers stay text', () => {
    const digits = Array.from({ length: 32 }, () => '12').join(':');
    const { audio } = parseDescription(offer.replace('a=ice-ufrag:theirs', 'a=ice-ufrag:1234').replaceAll(/(?:AB:)+AB/g, digits));
    expect(audio.iceUfrag).toBe('1234');
    expect(audio.fingerprint.value).toBe(digits);
  });

  it.each(['\r', '\t', ' '])('[MED01] nothing behind white space (%j) gets into what we write', (space) => {
    const { audio, sections } = parseDescription(offer.replace('a=mid:0', `a=mid:0${space}a=x`).replace('126\r\n', `126${space}9\r\n`));
    expect(audio.mid).toBe('0');
    expect(sections[0]).toMatchObject({ mid: '0', payloads: expect.not.stringMatching(/[^ 0-9\t]/) });
  });

  it('[MED01] an SSRC or payload type that cannot be is as if it were not there', () => {
    const { audio } = parseDescription(offer.replaceAll('4000000000', '99999999999').replaceAll('110', '300').replaceAll('126', '72'));
    expect(audio.ssrc).toBeUndefined();
    expect(audio.codecs.map((codec) => codec.payloadType)).toEqual([111, 63, 9, 0, 8, 13]);
  });

  it.each(['UDP/TLS/RTP/SAVPF', 'TCP/TLS/RTP/SAVPF', 'UDP/TLS/RTP/SAVP'])('[MED03] %s is accepted', (protocol) => {
    expect(parseDescription(offer.replace('UDP/TLS/RTP/SAVPF', protocol)).audio.protocol).toBe(protocol);
  });

  it.each([
    ['plain RTP', (sdp: string) => sdp.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP'), 'only DTLS-SRTP is relayed'],
    ['SDES', (sdp: string) => sdp.replace('UDP/TLS/RTP/SAVPF', 'RTP/SAVP'), 'only DTLS-SRTP is relayed'],
    ['no audio', (sdp: string) => sdp.replace('m=audio', 'm=video'), 'no audio m-line'],
    ['refused audio', (sdp: string) => sdp.replace('m=audio 9', 'm=audio 0'), 'refused (port 0)'],
    ['no fingerprint', (sdp: string) => sdp.replace(/a=fingerprint.*\r\n/, ''), 'no a=fingerprint'],
    ['an unknown hash', (sdp: string) => sdp.replace('sha-256', 'md5'), 'hash function "md5" is unknown'],
    ['a broken fingerprint', (sdp: string) => sdp.replace(/AB:AB:AB/, 'XY:AB'), 'not hexadecimal pairs'],
    ['no ICE', (sdp: string) => sdp.replace(/a=ice-pwd.*\r\n/, ''), 'no ICE credentials'],
    ['no rtcp-mux', (sdp: string) => sdp.replace('a=rtcp-mux\r\n', ''), 'rtcp-mux'],
    ['an ICE-lite far end', (sdp: string) => sdp.replace('t=0 0\r\n', 't=0 0\r\na=ice-lite\r\n'), 'ICE-lite'],
    ['a strange setup', (sdp: string) => sdp.replace('actpass', 'holdconn'), 'a=setup'],
  ])('[MED03] %s is not acceptable', (_name, change, message) => {
    expect(() => parseDescription(change(offer))).toThrow(
      expect.objectContaining({ code: 'not-acceptable', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['another version', offer.replace('v=0', 'v=1')],
    ['no origin', offer.replace(/o=.*\r\n/, '')],
    ['no m-line', offer.slice(0, offer.indexOf('m='))],
    ['a broken m-line', offer.replace('m=audio 9', 'm=audio nine')],
    ['far too much', `${offer}${'a=x:y\r\n'.repeat(10_000)}`],
  ])('[MED03] %s is malformed', (_name, sdp) => {
    expect(() => parseDescription(sdp)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  it('[MED03] survives 2,000 mutations with an answer or a MediaError', () => {
    let seed = 1;
    const random = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 2000; round += 1) {
      const at = random(offer.length);
      const mutated = `${offer.slice(0, at)}${String.fromCodePoint(random(256))}${offer.slice(at + random(20))}`;
      const parse = (): unknown => {
        try {
          return parseDescription(mutated);
        } catch (error) {
          return error;
        }
      };
      expect(parse()).toSatisfy((result: object) => 'audio' in result || ('code' in result && result.code !== undefined));
    }
  });
});
