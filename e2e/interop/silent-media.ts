const fingerprint = Array.from({ length: 32 }, () => '0F').join(':');

interface PayloadTypes {
  readonly opus: number;
  readonly telephoneEvent: number;
}

/** An offer or answer of DTLS-SRTP whose media never says anything: for clients that are here for their signalling. */
export function silentDescription(setup: 'actpass' | 'active', types: PayloadTypes = { opus: 111, telephoneEvent: 110 }): string {
  return [
    'v=0',
    'o=silent 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio 9 UDP/TLS/RTP/SAVPF ${String(types.opus)} ${String(types.telephoneEvent)}`,
    'a=rtcp-mux',
    'a=mid:0',
    'a=ice-ufrag:quiet',
    'a=ice-pwd:quietquietquietquietquiet',
    'a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host',
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${setup}`,
    `a=rtpmap:${String(types.opus)} opus/48000/2`,
    `a=rtpmap:${String(types.telephoneEvent)} telephone-event/48000`,
    'a=sendrecv',
    '',
  ].join('\r\n');
}

/** The payload types of an offer, for its answer. @throws when it has no Opus */
export function payloadTypesOf(offer: string): PayloadTypes {
  const typeOf = (name: string): number => {
    const [, type] = new RegExp(`^a=rtpmap:(\\d+) ${name}/48000`, 'm').exec(offer) ?? [];
    if (type === undefined) throw new Error(`the offer has no ${name}`);
    return Number(type);
  };
  return { opus: typeOf('opus'), telephoneEvent: typeOf('telephone-event') };
}
