import type { types } from 'mediasoup';
import { codecs } from '../sdp/payload-layout.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';

/**
 * mediasoup 3.27 takes telephone-event packets in but no consumer hands them on (`IsMediaCodec()` in the worker's
 * Consumer.cpp). Inside the SFU they therefore travel under the name of a codec that no layout of ours has; the
 * worker does not look into audio payloads.
 */
const dtmfCarrier = { mimeType: 'audio/iLBC', clockRate: 8000 };
const firstDynamicType = 96;

/** The codecs of a router with this layout, for `worker.createRouter()`. Every router has the carrier, so any two can be piped. */
export function routerCodecs(layout: PayloadLayout): types.RouterRtpCodecCapability[] {
  const facts = codecs[layout.codec];
  const carrierType = layout.dtmf?.payloadType ?? (layout.payloadType === firstDynamicType ? firstDynamicType + 1 : firstDynamicType);
  return [
    {
      kind: 'audio',
      mimeType: facts.mimeType,
      clockRate: facts.clockRate,
      preferredPayloadType: layout.payloadType,
      ...(facts.channels ? { channels: facts.channels } : {}),
    },
    { kind: 'audio', ...dtmfCarrier, preferredPayloadType: carrierType },
  ];
}

/**
 * What a leg can hear, for `transport.consume()`: audio only, since keys are an event of their own. No header
 * extensions: with MID negotiated Chromium drops a new SSRC. No RTCP feedback either: none is in our SDP.
 */
export function hearingCapabilities(layout: PayloadLayout): types.RtpCapabilities {
  const facts = codecs[layout.codec];
  const audio = {
    kind: 'audio' as const,
    mimeType: facts.mimeType,
    clockRate: facts.clockRate,
    preferredPayloadType: layout.payloadType,
    rtcpFeedback: [],
  };
  return { codecs: [{ ...audio, ...(facts.channels ? { channels: facts.channels } : {}) }], headerExtensions: [] };
}

/** Only the layout's telephone-event: a consumer made with it hands on nothing else. */
export function dtmfCapabilities(payloadType: number): types.RtpCapabilities {
  return { codecs: [{ kind: 'audio', ...dtmfCarrier, preferredPayloadType: payloadType, rtcpFeedback: [] }], headerExtensions: [] };
}

/** What a mouth sends under `ssrc`, for `transport.produce()`. */
export function speakingParameters(layout: PayloadLayout, ssrc: number, withDtmf: boolean): types.RtpParameters {
  const facts = codecs[layout.codec];
  const audio = {
    mimeType: facts.mimeType,
    payloadType: layout.payloadType,
    clockRate: facts.clockRate,
    ...(facts.channels ? { channels: facts.channels } : {}),
  };
  const dtmf = withDtmf && layout.dtmf ? [{ ...dtmfCarrier, payloadType: layout.dtmf.payloadType }] : [];
  return { codecs: [audio, ...dtmf], encodings: [{ ssrc }], headerExtensions: [], rtcp: { reducedSize: true } };
}
