import type { LineAhead } from '../../../../platform/relay/line-ahead.ts';
import { firstWordsOf, type CustomerWords } from '../../state/first-words.ts';
import type { JoinRequest } from './join-request.ts';
import { keptPlace } from './kept-seat.ts';

/** Says at the click who comes, while the session's code may still be on its way. */
export class Knocker {
  readonly #line: Pick<LineAhead, 'say' | 'isSpoken'>;
  readonly #storage: Pick<Storage, 'getItem'>;
  #last: { readonly routing: string; readonly words: CustomerWords } | undefined;

  constructor(line: Pick<LineAhead, 'say' | 'isSpoken'>, storage: Pick<Storage, 'getItem'>) {
    this.#line = line;
    this.#storage = storage;
  }

  /** Undefined: who comes back to a seat says so themselves. What was said already, and nobody went on from, is not said again. */
  knock(request: JoinRequest): CustomerWords | undefined {
    if (request.kind === 'back') return undefined;
    const { name } = request;
    const routing = request.kind === 'code' ? request.nameplate : request.routingId;
    if (this.#storage.getItem(keptPlace(routing)) !== null) return undefined;
    if (this.#last?.routing === routing && this.#line.isSpoken) return this.#last.words;
    const as = request.kind === 'code' ? ({ kind: 'code', nameplate: routing } as const) : ({ kind: 'link', routingId: routing } as const);
    // The line may have been lost after it was said: then the seat of this token is theirs already.
    const coming = this.#last?.routing === routing ? this.#last.words.as : as;
    const words = firstWordsOf({ as: coming, routing, name }, Math.random());
    this.#line.say(words);
    this.#last = { routing, words };
    return words;
  }
}
