import type { LineAhead } from '../../../../platform/relay/line-ahead.ts';
import type { RelaySocketLike } from '../../../../platform/relay/relay-socket.ts';
import { firstWordsOf, type CustomerWords } from '../../state/first-words.ts';
import { asOf, routingOf, type JoinRequest } from './join-request.ts';
import { keptPlace } from './kept-seat.ts';

/** Says at the click who comes, while the session's code may still be on its way. */
export class Knocker {
  readonly #line: Pick<LineAhead, 'say' | 'isSpoken' | 'take'>;
  readonly #storage: Pick<Storage, 'getItem'>;
  /** What was said, and no session has taken up. */
  #last: { readonly routing: string; readonly name: string; readonly words: CustomerWords } | undefined;

  constructor(line: Pick<LineAhead, 'say' | 'isSpoken' | 'take'>, storage: Pick<Storage, 'getItem'>) {
    this.#line = line;
    this.#storage = storage;
  }

  /** Undefined: who comes back to a seat says so themselves. What was said already, and nobody went on from, is not said again. */
  knock(request: JoinRequest): CustomerWords | undefined {
    if (request.kind === 'back') return undefined;
    const { name } = request;
    const routing = routingOf(request);
    if (this.#storage.getItem(keptPlace(routing)) !== null) return undefined;
    const last = this.#last?.routing === routing ? this.#last : undefined;
    if (last?.name === name && this.#line.isSpoken) return last.words;
    // The line may have been lost after it was said: then the seat of this token is theirs already.
    const words = firstWordsOf({ as: last?.words.as ?? asOf(request), routing, name }, Math.random());
    this.#line.say(words);
    this.#last = { routing, name, words };
    return words;
  }

  /** The line, for the session that goes on from what was said; whoever knocks after it is somebody new. */
  take(): RelaySocketLike {
    this.#last = undefined;
    return this.#line.take();
  }
}
