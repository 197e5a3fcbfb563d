/** The audio codecs of ours, by their SDP encoding name (RFC 3551 §6, RFC 7587 §7). */
export type CodecName = 'opus' | 'G722' | 'PCMA' | 'PCMU';

export interface CodecFacts {
  readonly name: CodecName;
  readonly mimeType: string;
  /** As written in `a=rtpmap`. G.722 says 8000 although it samples at 16 kHz (RFC 3551 §4.5.2). */
  readonly clockRate: number;
  /** Present only where `a=rtpmap` carries it. RFC 7587 §7: "the number of channels MUST be 2". */
  readonly channels?: number;
  /** RFC 3551 table 4; Opus is dynamic. */
  readonly staticPayloadType?: number;
  /** RTP timestamp units of a 20 ms frame. */
  readonly unitsPerFrame: number;
}

/** In order of preference when we choose. */
export const codecs: Readonly<Record<CodecName, CodecFacts>> = {
  opus: { name: 'opus', mimeType: 'audio/opus', clockRate: 48000, channels: 2, unitsPerFrame: 960 },
  G722: { name: 'G722', mimeType: 'audio/G722', clockRate: 8000, staticPayloadType: 9, unitsPerFrame: 160 },
  PCMA: { name: 'PCMA', mimeType: 'audio/PCMA', clockRate: 8000, staticPayloadType: 8, unitsPerFrame: 160 },
  PCMU: { name: 'PCMU', mimeType: 'audio/PCMU', clockRate: 8000, staticPayloadType: 0, unitsPerFrame: 160 },
};

/** The telephone-event of a layout (RFC 4733). */
export interface DtmfPayload {
  readonly payloadType: number;
  readonly clockRate: number;
}

/**
 * Which payload type means what: one codec and at most one telephone-event. A router has exactly one layout,
 * because mediasoup never changes payload types.
 */
export interface PayloadLayout {
  readonly codec: CodecName;
  readonly payloadType: number;
  readonly dtmf?: DtmfPayload;
}

/** What we offer when nobody's layout is given: the numbers that Chromium uses. */
export const defaultLayout: PayloadLayout = { codec: 'opus', payloadType: 111, dtmf: { payloadType: 110, clockRate: 48000 } };

/** Layouts whose routers stay; every other layout's router closes with its last leg. Firefox's is the second. */
const usualLayouts: readonly PayloadLayout[] = [
  defaultLayout,
  { codec: 'opus', payloadType: 109, dtmf: { payloadType: 101, clockRate: 8000 } },
];

/** A layout as a map key, e.g. `opus:111+110/48000`. */
export function layoutKey(layout: PayloadLayout): string {
  const dtmf = layout.dtmf ? `+${layout.dtmf.payloadType}/${layout.dtmf.clockRate}` : '';
  return `${layout.codec}:${layout.payloadType}${dtmf}`;
}

const usualKeys = new Set(usualLayouts.map(layoutKey));

/** True for layouts that common browsers use. */
export function isUsualLayout(layout: PayloadLayout): boolean {
  return usualKeys.has(layoutKey(layout));
}
