export interface BrowserSdpFacts {
  readonly ufrag: string;
  readonly ssrc: number;
  readonly setup: 'actpass' | 'active' | 'passive';
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
}

/** An audio offer or answer as Chromium 156 writes it, header extensions and all. */
export function browserSdp(facts: BrowserSdpFacts): string {
  const lines = [
    'v=0',
    `o=- 4611731400430051336 2 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=extmap-allow-mixed',
    'a=msid-semantic: WMS',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    `a=ice-ufrag:${facts.ufrag}`,
    'a=ice-pwd:asd88fgpdd777uzjYhagZg11',
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    `a=setup:${facts.setup}`,
    'a=mid:0',
    'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
    'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
    `a=${facts.direction}`,
    'a=msid:- f39a6589-a395-4747-bc75-17a2f492bbf9',
    'a=rtcp-mux',
    'a=rtcp-rsize',
    'a=rtpmap:111 opus/48000/2',
    'a=rtcp-fb:111 transport-cc',
    'a=fmtp:111 minptime=10;useinbandfec=1',
    'a=rtpmap:63 red/48000/2',
    'a=fmtp:63 111/111',
    'a=rtpmap:9 G722/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:13 CN/8000',
    'a=rtpmap:110 telephone-event/48000',
    'a=rtpmap:126 telephone-event/8000',
    `a=ssrc:${facts.ssrc} cname:lxSoOBZCB9ktAHBO`,
    `a=ssrc:${facts.ssrc} msid:- f39a6589-a395-4747-bc75-17a2f492bbf9`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}
