import { detectDevice, Device, type types } from 'mediasoup-client';
import { RoomFailure } from './room-failure.ts';

/** What browsers do differently, as far as a room has to know. */
export interface BrowserTraits {
  /** Its VP9 encoder knows temporal layers. */
  readonly hasVp9Layers: boolean;
  /** It begins DTLS also where it sends: its handler in mediasoup-client knows no other part. */
  readonly alwaysBeginsDtls: boolean;
  /** Negotiated again, a picture's sizes get new SSRCs; the SFU keeps a RID's first one, and would forward the smallest size alone. */
  readonly renumbersSizes: boolean;
}

/** This browser, as mediasoup-client sees it. */
export interface ThisDevice {
  readonly device: Device;
  readonly traits: BrowserTraits;
}

/** How Firefox and Safari are spoken to: each is fetched where it is needed, and the others carry Chromium's alone. */
const handlers: Partial<Record<string, () => Promise<types.HandlerFactory>>> = {
  Firefox120: async () => (await import('mediasoup-client/handlers/Firefox120')).Firefox120.createFactory({}),
  Safari12: async () => (await import('mediasoup-client/handlers/Safari12')).Safari12.createFactory({}),
};

/** @throws {RoomFailure} `unsupported`; what the network throws where a handler is to be fetched */
export async function thisDevice(): Promise<ThisDevice> {
  const handlerFactory = await handlers[detectDevice() ?? '']?.();
  const device = deviceOf(handlerFactory);
  const isFirefox = device.handlerName.startsWith('Firefox');
  return {
    device,
    traits: { hasVp9Layers: device.handlerName.startsWith('Chrome'), alwaysBeginsDtls: isFirefox, renumbersSizes: isFirefox },
  };
}

function deviceOf(handlerFactory: types.HandlerFactory | undefined): Device {
  try {
    return new Device(handlerFactory ? { handlerFactory } : {});
  } catch (cause) {
    throw new RoomFailure('unsupported', { cause });
  }
}
