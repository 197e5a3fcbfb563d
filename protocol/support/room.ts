import { z } from 'zod';
import { mediaKindSchema } from './relay.ts';

/**
 * Shapes of mediasoup and ORTC as they travel; the two ends hand them to mediasoup and mediasoup-client. What is not named here is kept:
 * the media engine checks them itself.
 */
const anyObject = z.looseObject({});

export const rtpCapabilitiesSchema = z.looseObject({
  codecs: z.array(anyObject).max(50).optional(),
  headerExtensions: z.array(anyObject).max(100).optional(),
});
export const rtpParametersSchema = z.looseObject({
  mid: z.string().max(32).optional(),
  codecs: z.array(anyObject).min(1).max(20),
  headerExtensions: z.array(anyObject).max(50).optional(),
  encodings: z.array(anyObject).max(8).optional(),
  rtcp: anyObject.optional(),
});
export const dtlsParametersSchema = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(z.object({ algorithm: z.string().max(20), value: z.string().max(200) }))
    .min(1)
    .max(10),
});
export const iceParametersSchema = z.object({ usernameFragment: z.string(), password: z.string(), iceLite: z.boolean().optional() });

const transportSchema = z.object({
  id: z.string(),
  iceParameters: iceParametersSchema,
  iceCandidates: z.array(anyObject),
  dtlsParameters: dtlsParametersSchema,
});

export const roomAnswerSchemas = {
  /** `ways` in the order in which they were asked for. */
  'room.open': z.object({ routerRtpCapabilities: rtpCapabilitiesSchema, ways: z.array(transportSchema).default([]) }),
  'room.transport': transportSchema,
  'room.restartIce': z.object({ iceParameters: iceParametersSchema }),
  'room.produce': z.object({ producerId: z.string() }),
  'room.consume': z.object({ consumerId: z.string(), kind: mediaKindSchema, rtpParameters: rtpParametersSchema }),
} as const;
