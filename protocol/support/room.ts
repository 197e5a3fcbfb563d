import { z } from 'zod';

/** What a producer carries. */
export const mediaSourceSchema = z.enum(['screen', 'camera', 'voice']);
export type MediaSource = z.infer<typeof mediaSourceSchema>;

/** Parameters that only mediasoup and mediasoup-client read; the SFU checks them. */
const parameters = z.record(z.string(), z.unknown());
const id = z.string().min(1).max(64);

/** `room.open` */
export const roomOpenedSchema = z.object({ routerRtpCapabilities: parameters });
/** `room.transport` */
export const openTransportSchema = z.object({ direction: z.enum(['send', 'receive']) });
export const transportOpenedSchema = z.object({
  id,
  iceParameters: parameters,
  iceCandidates: z.array(parameters),
  dtlsParameters: parameters,
});
/** `room.connect` */
export const connectTransportSchema = z.object({ transportId: id, dtlsParameters: parameters });
/** `room.restartIce` */
export const restartIceSchema = z.object({ transportId: id });
export const iceRestartedSchema = z.object({ iceParameters: parameters });
/** `room.produce` */
export const produceSchema = z.object({
  transportId: id,
  kind: z.enum(['audio', 'video']),
  rtpParameters: parameters,
  source: mediaSourceSchema,
});
export const producedSchema = z.object({ producerId: id });
/** `room.close`, `room.pause`, `room.resume` */
export const producerSchema = z.object({ producerId: id });
/** `room.consume` */
export const consumeSchema = z.object({ transportId: id, producerId: id, rtpCapabilities: parameters });
export const consumedSchema = z.object({ consumerId: id, kind: z.enum(['audio', 'video']), rtpParameters: parameters });
/** `room.resumeConsumer`, `room.pauseConsumer`, `room.closeConsumer`, `room.keyFrame` */
export const consumerSchema = z.object({ consumerId: id });
/** `room.layers`: the highest that are wanted. */
export const layersSchema = z.object({
  consumerId: id,
  spatial: z.number().int().min(0).max(7),
  temporal: z.number().int().min(0).max(7).optional(),
});
