import { roomRequestSchemas as schemas, type RoomMethod } from '../../../protocol/support/room-requests.ts';
import type { RoomTransport } from '../../media/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { handle, type Asker, type Handler } from '../relay/handler.ts';
import type { RoomDesk } from './room-desk.ts';

/** Only those whom the customer let in see or send anything. @throws {ServiceError} `not-admitted` */
function roomOf({ session, seatId }: Asker): RoomDesk {
  if (session.seat(seatId)?.state !== 'admitted') throw new ServiceError('not-admitted');
  return session.room;
}

/** What seats ask about media. */
export function roomHandlers(): Readonly<Record<RoomMethod, Handler>> {
  return { ...transportHandlers(), ...producerHandlers(), ...consumerHandlers() };
}

function wayOf({ id, iceParameters, iceCandidates, dtlsParameters }: RoomTransport) {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

function transportHandlers() {
  return {
    'room.open': handle(schemas['room.open'], async (asker, { ways }) => {
      const room = roomOf(asker);
      const { rtpCapabilities } = await room.open(asker.seatId);
      const open = async ({ dtlsParameters }: (typeof ways)[number]): Promise<RoomTransport> => {
        const transport = await room.addTransport(asker.seatId);
        if (dtlsParameters) await transport.connect(dtlsParameters);
        return transport;
      };
      return { routerRtpCapabilities: rtpCapabilities, ways: (await Promise.all(ways.map(open))).map(wayOf) };
    }),
    'room.transport': handle(schemas['room.transport'], async (asker) => wayOf(await roomOf(asker).addTransport(asker.seatId))),
    'room.connect': handle(schemas['room.connect'], (asker, { transportId, dtlsParameters }) =>
      roomOf(asker).connect(asker.seatId, transportId, dtlsParameters),
    ),
    'room.restartIce': handle(schemas['room.restartIce'], async (asker, { transportId }) => ({
      iceParameters: await roomOf(asker).restartIce(asker.seatId, transportId),
    })),
  };
}

function producerHandlers() {
  return {
    'room.produce': handle(schemas['room.produce'], async (asker, { transportId, ...media }) => ({
      producerId: await roomOf(asker).produce(asker.seatId, transportId, media),
    })),
    'room.close': handle(schemas['room.close'], async (asker, { producerId }) => roomOf(asker).producer(asker.seatId, producerId).close()),
    'room.pause': handle(schemas['room.pause'], (asker, { producerId }) => roomOf(asker).producer(asker.seatId, producerId).pause()),
    'room.resume': handle(schemas['room.resume'], (asker, { producerId }) => roomOf(asker).producer(asker.seatId, producerId).resume()),
  };
}

function consumerHandlers() {
  return {
    'room.consume': handle(schemas['room.consume'], async (asker, { transportId, ...wanted }) => {
      const { id, kind, rtpParameters } = await roomOf(asker).consume(asker.seatId, transportId, wanted);
      return { consumerId: id, kind, rtpParameters };
    }),
    'room.resumeConsumer': handle(schemas['room.resumeConsumer'], (asker, { consumerId }) =>
      roomOf(asker).consumer(asker.seatId, consumerId).resume(),
    ),
    'room.pauseConsumer': handle(schemas['room.pauseConsumer'], (asker, { consumerId }) =>
      roomOf(asker).consumer(asker.seatId, consumerId).pause(),
    ),
    'room.closeConsumer': handle(schemas['room.closeConsumer'], async (asker, { consumerId }) =>
      roomOf(asker).consumer(asker.seatId, consumerId).close(),
    ),
    'room.layers': handle(schemas['room.layers'], (asker, { consumerId, ...layers }) =>
      roomOf(asker).setLayers(asker.seatId, consumerId, layers),
    ),
    'room.keyFrame': handle(schemas['room.keyFrame'], (asker, { consumerId }) =>
      roomOf(asker).consumer(asker.seatId, consumerId).requestKeyFrame(),
    ),
  };
}
