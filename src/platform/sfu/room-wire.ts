import type { types } from 'mediasoup-client';
import { z } from 'zod';
import { roomAnswerSchemas } from '../../../protocol/support/room.ts';

/** Asks the relay. Rejects with its failure. */
export type RoomRequest = <Answer extends z.ZodType>(method: string, data: unknown, answer: Answer) => Promise<z.output<Answer>>;

/** Parameters go between mediasoup and mediasoup-client as they are; the latter checks them. */
function given<Parameters>(): z.ZodType<Parameters> {
  return z.custom<Parameters>((value) => typeof value === 'object' && value !== null);
}

export const transportOpened = roomAnswerSchemas['room.transport'].extend({
  iceParameters: given<types.IceParameters>(),
  iceCandidates: z.array(given<types.IceCandidate>()),
  dtlsParameters: given<types.DtlsParameters>(),
});
export const roomOpened = z.object({ routerRtpCapabilities: given<types.RtpCapabilities>(), ways: z.array(transportOpened).default([]) });
export const iceRestarted = roomAnswerSchemas['room.restartIce'].extend({ iceParameters: given<types.IceParameters>() });
export const produced = roomAnswerSchemas['room.produce'];
export const consumed = roomAnswerSchemas['room.consume'].extend({ rtpParameters: given<types.RtpParameters>() });
export const done = z.unknown();
