import { detectDevice, Device, type types } from 'mediasoup-client';
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';
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

/** How browsers are spoken to: for Firefox and Safari that is fetched where it is needed, and the others carry Chromium's alone. */
const handlers: Partial<Record<string, () => Promise<types.HandlerFactory>>> = {
  Chrome111: () => Promise.resolve(Chrome111.createFactory({})),
  Firefox120: async () => (await import('mediasoup-client/handlers/Firefox120')).Firefox120.createFactory({}),
  Safari12: async () => (await import('mediasoup-client/handlers/Safari12')).Safari12.createFactory({}),
};

let known: Promise<types.HandlerFactory> | undefined;

/** @throws {RoomFailure} `unsupported`; what the network throws where a handler is to be fetched */
export async function thisDevice(): Promise<ThisDevice> {
  known ??= thisHandler();
  known.catch(() => (known = undefined));
  const device = new Device({ handlerFactory: await known });
  const isFirefox = device.handlerName.startsWith('Firefox');
  return {
    device,
    traits: { hasVp9Layers: device.handlerName.startsWith('Chrome'), alwaysBeginsDtls: isFirefox, renumbersSizes: isFirefox },
  };
}

async function thisHandler(): Promise<types.HandlerFactory> {
  const factory = await handlers[detectDevice() ?? '']?.();
  if (!factory) throw new RoomFailure('unsupported');
  return askingOnce(factory);
}

/** What the browser can is asked once in the life of a page: for each answer it makes a connection. */
function askingOnce(factory: types.HandlerFactory): types.HandlerFactory {
  const answers = new Map<string, ReturnType<types.HandlerFactory['getNativeRtpCapabilities']>>();
  return {
    ...factory,
    getNativeRtpCapabilities(asked) {
      const answer = answers.get(asked.direction) ?? factory.getNativeRtpCapabilities(asked);
      answers.set(asked.direction, answer);
      answer.catch(() => answers.delete(asked.direction));
      return answer;
    },
  };
}
