import { z } from 'zod';
import { mediaKindSchema, mediaSourceSchema } from './relay.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './room.ts';

const id = z.string().min(1).max(64);
const direction = z.enum(['send', 'receive']);
const waySchema = z.object({ direction, dtlsParameters: dtlsParametersSchema.optional() });

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
