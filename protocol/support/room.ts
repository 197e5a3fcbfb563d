import { z } from 'zod';
import { mediaKindSchema, mediaSourceSchema } from './relay.ts';

/**
 * Shapes of mediasoup and ORTC as they travel; the two ends hand them to mediasoup and mediasoup-client. What is not named here is kept:
 * the media engine checks them itself.
 */
const anyObject = z.looseObject({});
const id = z.string().min(1).max(64);

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

const direction = z.enum(['send', 'receive']);
const waySchema = z.object({ direction, dtlsParameters: dtlsParametersSchema.optional() });
const transportSchema = z.object({
  id: z.string(),
  iceParameters: iceParametersSchema,
  iceCandidates: z.array(anyObject),
  dtlsParameters: dtlsParametersSchema,
});

/** What a seat can ask about media; each answers with the schema of the same name in `roomAnswerSchemas`, or with nothing. */
export const roomRequestSchemas = {
  /** `ways`: transports that are wanted in the same breath, connected already where the browser knows its certificate. */
  'room.open': z.object({ ways: z.array(waySchema).max(2).default([]) }),
  'room.transport': z.object({ direction }),
  'room.connect': z.object({ transportId: id, dtlsParameters: dtlsParametersSchema }),
  'room.restartIce': z.object({ transportId: id }),
  'room.produce': z.object({ transportId: id, kind: mediaKindSchema, rtpParameters: rtpParametersSchema, source: mediaSourceSchema }),
  'room.close': z.object({ producerId: id }),
  'room.pause': z.object({ producerId: id }),
  'room.resume': z.object({ producerId: id }),
  /** Made paused; `room.resumeConsumer` when the page can take the packets. */
  'room.consume': z.object({ transportId: id, producerId: id, rtpCapabilities: rtpCapabilitiesSchema }),
  'room.resumeConsumer': z.object({ consumerId: id }),
  'room.pauseConsumer': z.object({ consumerId: id }),
  'room.closeConsumer': z.object({ consumerId: id }),
  'room.layers': z.object({ consumerId: id, spatial: z.int().min(0).max(7), temporal: z.int().min(0).max(7).optional() }),
  'room.keyFrame': z.object({ consumerId: id }),
} as const;
export type RoomMethod = keyof typeof roomRequestSchemas;

export const roomAnswerSchemas = {
  /** `ways` in the order in which they were asked for. */
  'room.open': z.object({ routerRtpCapabilities: rtpCapabilitiesSchema, ways: z.array(transportSchema).default([]) }),
  'room.transport': transportSchema,
  'room.restartIce': z.object({ iceParameters: iceParametersSchema }),
  'room.produce': z.object({ producerId: z.string() }),
  'room.consume': z.object({ consumerId: z.string(), kind: mediaKindSchema, rtpParameters: rtpParametersSchema }),
} as const;
