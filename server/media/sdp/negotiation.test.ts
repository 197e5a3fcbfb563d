import { describe, expect, it } from 'vitest';
import { browserSdp } from '../testing/browser-sdp.ts';
import { Negotiation } from './negotiation.ts';
import { defaultLayout } from './payload-layout.ts';
import type { LocalTransport } from './write-description.ts';

const transport: LocalTransport = {
  iceUfrag: 'ourUfrag',
  icePwd: 'ourPasswordOurPassword',
  fingerprint: { algorithm: 'sha-256', value: 'CD:'.repeat(31) + 'CD' },
  candidates: [
    { foundation: 'udpcandidate', priority: 2, address: '192.0.2.1', port: 44400, protocol: 'udp' },
    { foundation: 'tcpcandidate', priority: 1, address: '192.0.2.1', port: 44400, protocol: 'tcp' },
  ],
};
const facts = { ufrag: 'theirs', ssrc: 7, setup: 'actpass', direction: 'sendrecv' } as const;
const offer = browserSdp(facts);
const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\n';

function answerTo(sdp: string, via = transport): string {
  return Negotiation.answering(sdp).writeAnswer(via);
}

function linesOf(sdp: string, start: string): string[] {
  return sdp.split('\r\n').filter((line) => line.startsWith(start));
}

function versionOf(sdp: string): number {
  return Number(sdp.split('\r\n')[1]?.split(' ')[2]);
}

describe('offer and answer of a leg', () => {
  it('[MED04] an answer is ICE-lite with all candidates, and has neither header extensions nor a=ssrc', () => {
    const answer = answerTo(offer);
    expect(linesOf(answer, 'm=')).toEqual(['m=audio 44400 UDP/TLS/RTP/SAVPF 111 110']);
    expect(linesOf(answer, 'a=candidate')).toEqual([
      'a=candidate:udpcandidate 1 udp 2 192.0.2.1 44400 typ host',
      'a=candidate:tcpcandidate 1 tcp 1 192.0.2.1 44400 typ host tcptype passive',
    ]);
    expect(answer).toContain('a=ice-lite\r\n');
    expect(answer).toContain('a=end-of-candidates\r\n');
    expect(answer).toContain('a=rtcp-mux\r\n');
    expect(answer).toContain('a=group:BUNDLE 0\r\n');
    expect(answer).toContain('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=0;stereo=0;maxaveragebitrate=32000\r\n');
    expect(answer).not.toMatch(/a=(ssrc|extmap|rtcp-fb|msid)/);
    expect(offer).toMatch(/a=extmap/);
  });

  it('[MED06] other m-lines are refused in their place', () => {
    for (const sdp of [`${offer}${video}`, offer.replace('m=audio', `${video}m=audio`)]) {
      const lines = linesOf(answerTo(sdp), 'm=');
      expect(lines).toHaveLength(2);
      expect(lines.filter((line) => line.startsWith('m=video'))).toEqual(['m=video 0 UDP/TLS/RTP/SAVPF 96 97']);
      expect(lines.findIndex((line) => line.startsWith('m=video'))).toBe(
        linesOf(sdp, 'm=').findIndex((line) => line.startsWith('m=video')),
      );
    }
  });

  it('[MED06] of two audio m-lines the first usable one is taken', () => {
    const plain = 'm=audio 4000 RTP/AVP 0\r\nc=IN IP4 192.0.2.9\r\n';
    expect(linesOf(answerTo(offer.replace('m=audio', `${plain}m=audio`)), 'm=')).toEqual([
      'm=audio 0 RTP/AVP 0',
      'm=audio 44400 UDP/TLS/RTP/SAVPF 111 110',
    ]);
  });

  it('[MED07] the version rises when the SDP changes, and only then', () => {
    const negotiation = Negotiation.answering(offer);
    const first = negotiation.writeAnswer(transport);
    negotiation.acceptOffer(offer);
    expect(negotiation.writeAnswer(transport)).toBe(first);
    negotiation.acceptOffer(browserSdp({ ...facts, direction: 'sendonly' }));
    const second = negotiation.writeAnswer(transport);
    expect(versionOf(second)).toBe(versionOf(first) + 1);
    expect(second.split(' ')[1]).toBe(first.split(' ')[1]);
    expect(negotiation.localSdp).toBe(second);
  });

  it.each([
    ['sendrecv', 'sendrecv', false],
    ['sendonly', 'recvonly', true],
    ['recvonly', 'sendonly', false],
    ['inactive', 'inactive', true],
  ] as const)('[MED08] %s is answered with %s', (direction, mirrored, isHolding) => {
    const negotiation = Negotiation.answering(browserSdp({ ...facts, direction }));
    expect(negotiation.writeAnswer(transport)).toContain(`a=${mirrored}\r\n`);
    expect(negotiation.isRemoteHolding).toBe(isHolding);
  });

  it('[MED09] actpass is answered with passive, and the role stays whatever a later offer says', () => {
    const negotiation = Negotiation.answering(offer);
    expect(negotiation.writeAnswer(transport)).toContain('a=setup:passive');
    negotiation.acceptOffer(browserSdp({ ...facts, setup: 'passive' }));
    expect(negotiation.writeAnswer(transport)).toContain('a=setup:passive');
    negotiation.forgetTransport();
    expect(negotiation.writeAnswer(transport)).toContain('a=setup:active');
    expect(answerTo(browserSdp({ ...facts, setup: 'passive' }))).toContain('a=setup:active');
  });

  it('[MED09] after our offer the role is the one that the answer left us', () => {
    const negotiation = Negotiation.offering(defaultLayout);
    expect(negotiation.writeOffer(transport)).toContain('a=setup:actpass');
    expect(() => negotiation.acceptAnswer(offer)).toThrow('actpass');
    negotiation.acceptAnswer(browserSdp({ ...facts, setup: 'passive' }));
    negotiation.acceptOffer(offer);
    expect(negotiation.writeAnswer(transport)).toContain('a=setup:active');
  });

  it('[MED16] an offer or answer that drops the agreed codec is not acceptable', () => {
    const negotiation = Negotiation.answering(offer);
    const other = offer.replaceAll('111', '112');
    expect(() => negotiation.acceptOffer(other)).toThrow('does not take opus as payload type 111');
    expect(() => Negotiation.offering(defaultLayout).acceptAnswer(other.replace('actpass', 'active'))).toThrow('payload type 111');
  });

  it('[MED50] a re-offer keeps the m-lines, their mids and the layout of the first negotiation', () => {
    const negotiation = Negotiation.answering(
      `${offer.replaceAll('111', '120')}${video}`.replace('a=mid:0', 'a=mid:sound').replace('BUNDLE 0', 'BUNDLE sound'),
    );
    negotiation.writeAnswer(transport);
    negotiation.forgetTransport();
    const reoffer = negotiation.writeOffer({ ...transport, iceUfrag: 'next' });
    expect(linesOf(reoffer, 'm=')).toEqual(['m=audio 44400 UDP/TLS/RTP/SAVPF 120 110', 'm=video 0 UDP/TLS/RTP/SAVPF 96 97']);
    expect(linesOf(reoffer, 'a=mid')).toEqual(['a=mid:sound', 'a=mid:1']);
    expect(reoffer).toContain('a=setup:actpass');
  });

  it('[MED32] without a UDP candidate the discard port stands in the m-line', () => {
    const answer = answerTo(offer, { ...transport, candidates: transport.candidates.filter((candidate) => candidate.protocol === 'tcp') });
    expect(linesOf(answer, 'm=')).toEqual(['m=audio 9 UDP/TLS/RTP/SAVPF 111 110']);
    expect(linesOf(answer, 'c=')).toEqual(['c=IN IP4 192.0.2.1']);
  });

  it('[MED04] the telephone-event is left out of an answer to somebody who offered none', () => {
    const answer = answerTo(offer.replaceAll(/a=rtpmap:(110|126).*\r\n/g, '').replace(' 110 126', ''));
    expect(linesOf(answer, 'm=')).toEqual(['m=audio 44400 UDP/TLS/RTP/SAVPF 111']);
    expect(answer).not.toContain('telephone-event');
  });
});
