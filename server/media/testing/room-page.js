/** One seat's page in the tests of rooms: mediasoup-client as it is, with tracks that it makes itself. */
import { Device } from 'mediasoup-client';

/** @typedef {'voice' | 'camera' | 'screen'} Source */

const device = new Device({ handlerName: 'Chrome111' });
/** @type {Record<string, import('mediasoup-client').types.Transport>} */
const transports = {};
/** @type {Map<string, import('mediasoup-client').types.Consumer>} */
const consumers = new Map();
/** @type {Map<string, import('mediasoup-client').types.Producer>} */
const producers = new Map();

const ask = (method, data) => globalThis.roomRequest(method, data);

async function openTransport(direction) {
  const parameters = await ask('transport', { direction });
  const transport = direction === 'send' ? device.createSendTransport(parameters) : device.createRecvTransport(parameters);
  const { id } = transport;
  const passOn = async (work, done, fail) => {
    try {
      done(await work());
    } catch (error) {
      fail(error);
    }
  };
  transport.on('connect', ({ dtlsParameters }, ...ends) => void passOn(() => ask('connect', { transportId: id, dtlsParameters }), ...ends));
  transport.on(
    'produce',
    ({ kind, rtpParameters }, ...ends) =>
      void passOn(async () => ({ id: await ask('produce', { transportId: id, kind, rtpParameters }) }), ...ends),
  );
  transports[direction] = transport;
}

/** Pictures that change 30 times a second. */
function picture() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  let count = 0;
  setInterval(() => {
    context.fillStyle = `hsl(${String((count += 7) % 360)} 90% 50%)`;
    context.fillRect(0, 0, 640, 360);
  }, 33);
  return canvas.captureStream(30).getVideoTracks()[0];
}

function tone() {
  const audio = new AudioContext();
  const output = audio.createMediaStreamDestination();
  const oscillator = audio.createOscillator();
  oscillator.connect(output);
  oscillator.start();
  return output.stream.getAudioTracks()[0];
}

const codecOf = (mimeType) => device.rtpCapabilities.codecs.find((codec) => codec.mimeType.toLowerCase() === mimeType);
const offers = {
  voice: () => ({ track: tone() }),
  camera: () => ({
    track: picture(),
    codec: codecOf('video/vp8'),
    encodings: [{ scaleResolutionDownBy: 2, maxBitrate: 150_000 }, { maxBitrate: 600_000 }],
  }),
  screen: () => ({ track: picture(), codec: codecOf('video/vp9'), encodings: [{ scalabilityMode: 'L1T3' }] }),
};

globalThis.seat = {
  async open(routerRtpCapabilities) {
    await device.load({ routerRtpCapabilities });
    await openTransport('send');
    await openTransport('receive');
  },

  /** @param {Source} source */
  async send(source) {
    const producer = await transports.send.produce(offers[source]());
    producers.set(producer.id, producer);
    return producer.id;
  },

  /** Turns off what is larger than the size `size`, from 0, as browsers do by themselves on a narrow line. */
  async sendUpTo({ producerId, size }) {
    await producers.get(producerId).setMaxSpatialLayer(size);
  },

  async receive(producerId) {
    const { id, kind, rtpParameters } = await ask('consume', {
      transportId: transports.receive.id,
      producerId,
      rtpCapabilities: device.rtpCapabilities,
    });
    const consumer = await transports.receive.consume({ id, kind, rtpParameters, producerId });
    consumers.set(producerId, consumer);
    const element = document.createElement(kind);
    Object.assign(element, { srcObject: new MediaStream([consumer.track]), muted: kind === 'video' });
    document.body.append(element);
    void element.play();
    await ask('resumeConsumer', { consumerId: id });
    return id;
  },

  /** What was decoded of a stream so far. */
  async decoded(producerId) {
    const consumer = consumers.get(producerId);
    const report = [...(await consumer.getStats()).values()];
    const inbound = report.find(({ type }) => type === 'inbound-rtp') ?? {};
    const codec = report.find(({ id }) => id === inbound.codecId)?.mimeType ?? '';
    const { framesDecoded = 0, frameWidth = 0, totalAudioEnergy = 0 } = inbound;
    return { codec, frames: framesDecoded, width: frameWidth, energy: totalAudioEnergy };
  },
};
