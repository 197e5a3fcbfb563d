import { parseScalabilityMode, type types } from 'mediasoup';

/** At the highest frame rate that it has. */
export const smallestSize: types.ConsumerLayers = { spatialLayer: 0 };

/**
 * Which size of a stream goes to one browser: first the smallest, and from the moment that it goes the one that is wished for. A sender always has
 * the smallest. It turns larger ones off as soon as its line looks too narrow, also when they have just begun, and mediasoup takes them for
 * living until 1.5 to 3 s later: whoever waits for one of them sees nothing so long. Whoever has a picture keeps it until the larger one is there.
 */
export class FirstSize {
  readonly #consumer: types.Consumer;
  readonly #hasSizes: boolean;
  #wish: types.ConsumerLayers;

  /** `consumer`: made with `smallestSize` as what it prefers. */
  constructor(consumer: types.Consumer) {
    this.#consumer = consumer;
    this.#hasSizes = consumer.type === 'simulcast' || consumer.type === 'svc';
    const { spatialLayers, temporalLayers } = parseScalabilityMode(consumer.rtpParameters.encodings?.[0]?.scalabilityMode);
    this.#wish = { spatialLayer: spatialLayers - 1, temporalLayer: temporalLayers - 1 };
    let isSeen = false;
    consumer.on('layerschange', (current) => {
      if (!this.#hasSizes || isSeen === (current !== undefined)) return;
      isSeen = current !== undefined;
      // After a pause it begins anew. Fails when it was closed meanwhile.
      consumer.setPreferredLayers(isSeen ? this.#wish : smallestSize).catch(() => undefined);
    });
  }

  async wish(layers: types.ConsumerLayers): Promise<void> {
    this.#wish = layers;
    if (!this.#hasSizes || this.#consumer.currentLayers) await this.#consumer.setPreferredLayers(layers);
  }
}
