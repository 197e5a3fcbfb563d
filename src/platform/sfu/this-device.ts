import { detectDevice, Device, type types } from 'mediasoup-client';
import { RoomFailure } from './room-failure.ts';

/** How Firefox and Safari are spoken to: each is fetched where it is needed, and the others carry Chromium's alone. */
const handlers: Partial<Record<string, () => Promise<types.HandlerFactory>>> = {
  Firefox120: async () => (await import('mediasoup-client/handlers/Firefox120')).Firefox120.createFactory({}),
  Safari12: async () => (await import('mediasoup-client/handlers/Safari12')).Safari12.createFactory({}),
};

/** This browser, as mediasoup-client sees it. @throws {RoomFailure} `unsupported` */
export async function thisDevice(): Promise<Device> {
  try {
    const handlerFactory = await handlers[detectDevice() ?? '']?.();
    return await Device.factory(handlerFactory ? { handlerFactory } : {});
  } catch (cause) {
    throw new RoomFailure('unsupported', { cause });
  }
}
