export interface FakeSdpOptions {
  readonly direction?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  /** Changes with every ICE restart. */
  readonly ufrag?: string;
  /** Payload type of Opus. */
  readonly opus?: number;
  readonly setup?: 'actpass' | 'active';
  readonly protocol?: string;
}

const fingerprint = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16).toUpperCase()).join(':');

/** SDP as a browser writes it for one microphone. */
export function browserSdp(options: FakeSdpOptions = {}): string {
  const { direction = 'sendrecv', ufrag = 'abcd', opus = 111, setup = 'actpass', protocol = 'UDP/TLS/RTP/SAVPF' } = options;
  return [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    `m=audio 9 ${protocol} ${opus} 126`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:asd88fgpdd777uzjYhagZgfa',
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${setup}`,
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    `a=rtpmap:${opus} opus/48000/2`,
    `a=fmtp:${opus} minptime=10;useinbandfec=1`,
    'a=rtpmap:126 telephone-event/48000',
    'a=ssrc:1001 cname:phone',
    '',
  ].join('\r\n');
}

/** A browser's answer to an offer of ours: its payload types, the mirrored direction. */
export function browserAnswer(offer: string, options: FakeSdpOptions = {}): string {
  const opus = Number(/a=rtpmap:(\d+) opus\//.exec(offer)?.[1] ?? 111);
  const dtmf = /a=rtpmap:(\d+) telephone-event\/(\d+)/.exec(offer);
  const answer = browserSdp({ opus, setup: 'active', ...options });
  if (!dtmf) return answer;
  return answer
    .replace(' 126\r\n', ` ${dtmf[1]}\r\n`)
    .replace('a=rtpmap:126 telephone-event/48000', `a=rtpmap:${dtmf[1]} telephone-event/${dtmf[2]}`);
}
