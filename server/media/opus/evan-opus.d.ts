/** What we use of @evan/opus 1.0.3; its own types are not found through its `exports`. */
declare module '@evan/opus' {
  export class Decoder {
    constructor(options: { readonly channels: 1 | 2; readonly sample_rate: 8000 | 48000 });
    decode(packet: Uint8Array): Uint8Array;
  }
  export class Encoder {
    constructor(options: { readonly channels: 1 | 2; readonly sample_rate: 8000 | 48000; readonly application: 'voip' | 'audio' });
    bitrate: number;
    complexity: number;
    encode(samples: Int16Array): Uint8Array;
  }
}
