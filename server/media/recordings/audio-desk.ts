import { Worker } from 'node:worker_threads';
import { MediaError } from '../media-engine.ts';
import type { AudioAnswers, AudioQuestion, AudioReply, AudioRequest } from './audio-messages.ts';
// The codec is a native library: a thread that is the only one to have loaded it takes the process with it when it ends.
import '../opus/opus-codec.ts';

interface Waiting {
  readonly resolve: (answer: AudioAnswers[AudioQuestion]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Answers questions about Ogg Opus files in a thread of its own, one after the other; an hour of speech takes it about three seconds. The
 * thread starts with the first question and again after it failed; owned by whoever made it.
 */
export class AudioDesk {
  #thread: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #isClosed = false;

  /** @throws {MediaError} `unavailable` when the file is no Ogg Opus, or the desk is closed */
  async ask<Question extends AudioQuestion>(question: Question, file: Uint8Array): Promise<AudioAnswers[Question]> {
    if (this.#isClosed) throw new MediaError('unavailable', 'nothing is decoded any more');
    this.#thread ??= this.#start();
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<AudioAnswers[AudioQuestion]>();
    this.#waiting.set(id, { resolve, reject });
    // A copy of its own: a Buffer may share its memory with others.
    const copy = Uint8Array.from(file);
    this.#thread.postMessage({ id, question, file: copy } satisfies AudioRequest, [copy.buffer]);
    const answer = await promise;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers what it was asked
    return answer as AudioAnswers[Question];
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL('./audio-thread.ts', import.meta.url));
    thread.unref();
    thread.on('message', (reply: AudioReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('failure' in reply) waiting?.reject(new MediaError('unavailable', `a recording cannot be decoded: ${reply.failure}`));
      else waiting?.resolve(reply.answer);
    });
    let failure: unknown;
    thread.on('error', (error) => (failure = error));
    thread.once('exit', () => this.#handleExit(thread, failure));
    return thread;
  }

  #handleExit(thread: Worker, cause: unknown): void {
    if (this.#thread === thread) this.#thread = undefined;
    for (const { reject } of this.#waiting.values()) reject(new MediaError('unavailable', 'the thread that decodes ended', { cause }));
    this.#waiting.clear();
  }
}
