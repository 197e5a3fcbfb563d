import type { types } from 'mediasoup';

/** A producer as this router has it: its own, or the near end of a pipe. Release it when nobody listens any more. */
export interface HeldProducer {
  readonly producerId: string;
  release(): void;
}

interface Pipe {
  readonly end: Promise<types.Producer>;
  holders: number;
}

/**
 * Pipes from other routers' producers into one router, shared by the ears that listen and closed with the last of
 * them. mediasoup closes a pipe's near end when its far producer closes.
 */
export class PipesInto {
  readonly #router: types.Router;
  readonly #pipes = new Map<string, Pipe>();

  constructor(router: types.Router) {
    this.#router = router;
  }

  /** Open pipes, for tests and gauges. */
  get size(): number {
    return this.#pipes.size;
  }

  /** Makes `producer`, which lives on `home`, consumable here. */
  async hold(producer: types.Producer, home: types.Router): Promise<HeldProducer> {
    if (home === this.#router) return { producerId: producer.id, release: () => undefined };
    const pipe = this.#pipes.get(producer.id) ?? this.#open(producer, home);
    pipe.holders += 1;
    const release = once(() => this.#release(producer.id, pipe));
    try {
      return { producerId: (await pipe.end).id, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  #open(producer: types.Producer, home: types.Router): Pipe {
    const pipe: Pipe = { end: this.#connect(producer, home), holders: 0 };
    this.#pipes.set(producer.id, pipe);
    return pipe;
  }

  /** `keepId: false`, because two routers of one worker cannot have producers of the same id. */
  async #connect(producer: types.Producer, home: types.Router): Promise<types.Producer> {
    const { pipeProducer } = await home.pipeToRouter({
      producerId: producer.id,
      router: this.#router,
      keepId: false,
      enableSctp: false,
      enableSrtp: true,
    });
    if (!pipeProducer) throw new Error('mediasoup made a pipe without a producer');
    return pipeProducer;
  }

  #release(producerId: string, pipe: Pipe): void {
    pipe.holders -= 1;
    if (pipe.holders > 0) return;
    if (this.#pipes.get(producerId) === pipe) this.#pipes.delete(producerId);
    pipe.end.then(
      (end) => end.close(),
      () => undefined,
    );
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
