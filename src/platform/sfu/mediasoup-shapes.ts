import type { types } from 'mediasoup-client';
import { z } from 'zod';
import type { roomAnswerSchemas } from '../../../protocol/support/room.ts';

/** An answer of which nothing is needed. */
export const anything = z.unknown();

/** What the SFU says of a transport, as mediasoup-client takes it; its insides are checked there, by the browser's SDP at the latest. */
export function transportOf(opened: z.output<(typeof roomAnswerSchemas)['room.transport']>): types.TransportOptions {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return opened as unknown as types.TransportOptions;
}

export function consumedOf(
  { consumerId: id, kind, rtpParameters }: z.output<(typeof roomAnswerSchemas)['room.consume']>,
  producerId: string,
): Required<Pick<types.ConsumerOptions, 'kind' | 'rtpParameters'>> & {
  readonly id: string;
  readonly producerId: string;
} {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return { id, producerId, kind, rtpParameters: rtpParameters as unknown as types.RtpParameters };
}
