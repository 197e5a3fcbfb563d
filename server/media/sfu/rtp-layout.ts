import type { types } from 'mediasoup';
import { codecs } from '../sdp/payload-layout.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';

/** Clock rates of telephone-event that every Opus router knows, so that a pipe between any two of them can be made. */
const pipedDtmfRates = [48000, 8000];
const firstDynamicType = 96;

/** The codecs of a router with this layout, for `worker.createRouter()`. */
export function routerCodecs(layout: PayloadLayout): types.RouterRtpCodecCapability[] {
  const facts = codecs[layout.codec];
  const dtmf = layout.dtmf ? [layout.dtmf] : [];
  const taken = new Set([layout.payloadType, ...dtmf.map((event) => event.payloadType)]);
  const missing = pipedDtmfRates.filter((rate) => facts.clockRate === 48000 && rate !== layout.dtmf?.clockRate);
  const extra = missing.map((clockRate) => ({ clockRate, payloadType: takeFree(taken) }));
  return [
    { kind: 'audio', mimeType: facts.mimeType, clockRate: facts.clockRate, preferredPayloadType: layout.payloadType, ...(facts.channels ? { channels: facts.channels } : {}) },
    ...[...dtmf, ...extra].map((event) => ({ kind: 'audio' as const, mimeType: 'audio/telephone-event', clockRate: event.clockRate, preferredPayloadType: event.payloadType })),
  ];
}

/**
 * What a leg can hear, for `transport.consume()`. No header extensions: with MID negotiated Chromium drops a new SSRC.
 * No RTCP feedback either: none is in our SDP.
 */
export function hearingCapabilities(layout: PayloadLayout, withDtmf: boolean): types.RtpCapabilities {
  const facts = codecs[layout.codec];
  const audio = { kind: 'audio' as const, mimeType: facts.mimeType, clockRate: facts.clockRate, preferredPayloadType: layout.payloadType, rtcpFeedback: [], ...(facts.channels ? { channels: facts.channels } : {}) };
  return { codecs: withDtmf ? [audio, ...dtmfCapabilities(layout).codecs ?? []] : [audio], headerExtensions: [] };
}

/** Only the layout's telephone-event: a consumer made with it hands on nothing else. */
export function dtmfCapabilities(layout: PayloadLayout): types.RtpCapabilities {
  const { dtmf } = layout;
  if (!dtmf) return { codecs: [], headerExtensions: [] };
  return { codecs: [{ kind: 'audio', mimeType: 'audio/telephone-event', clockRate: dtmf.clockRate, preferredPayloadType: dtmf.payloadType, rtcpFeedback: [] }], headerExtensions: [] };
}

/** What a mouth sends under `ssrc`, for `transport.produce()`. */
export function speakingParameters(layout: PayloadLayout, ssrc: number, withDtmf: boolean): types.RtpParameters {
  const facts = codecs[layout.codec];
  const audio = { mimeType: facts.mimeType, payloadType: layout.payloadType, clockRate: facts.clockRate, ...(facts.channels ? { channels: facts.channels } : {}) };
  const dtmf = withDtmf && layout.dtmf ? [{ mimeType: 'audio/telephone-event', payloadType: layout.dtmf.payloadType, clockRate: layout.dtmf.clockRate }] : [];
  return { codecs: [audio, ...dtmf], encodings: [{ ssrc }], headerExtensions: [], rtcp: { reducedSize: true } };
}

function takeFree(taken: Set<number>): number {
  let payloadType = firstDynamicType;
  while (taken.has(payloadType)) payloadType += 1;
  taken.add(payloadType);
  return payloadType;
}
