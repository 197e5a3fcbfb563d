import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { ChatLine } from './live-view.ts';

const maxLetters = 4_000;

/** A view is drawn once for all that is said meanwhile: a peer may say more than a page can draw. */
const showEveryMs = 100;

/** What people write to each other. */
export class ChatDesk {
  readonly #context: LiveContext;
  /** In the order in which they were said. */
  readonly #lines: ChatLine[] = [];
  readonly #known = new Set<string>();
  #isPausing = false;
  #isBehind = false;

  constructor(context: LiveContext) {
    this.#context = context;
  }

  /** Says it to everybody; longer texts go in several lines. */
  say(text: string): void {
    const trimmed = text.trim();
    for (let at = 0; at < trimmed.length; at += maxLetters)
      this.#context.send({ type: 'chat', id: this.#context.newId(), text: trimmed.slice(at, at + maxLetters) });
  }

  handleSaid({ event, seatId, name, at }: Said<EventOf<'chat'>>): void {
    this.add([{ id: event.id, seatId, name, text: event.text, at }]);
  }

  /** Lines of before, from somebody's history; what is known already stays once. */
  add(lines: readonly ChatLine[]): void {
    for (const line of lines) this.#insert(line);
    if (!this.#isPausing) this.#show();
  }

  /** Shows what is not shown yet. */
  flush(): void {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    this.#context.view.setState({ chat: [...this.#lines] });
  }

  #show(): void {
    this.#isPausing = this.#isBehind;
    if (!this.#isBehind) return;
    this.flush();
    this.#context.schedule(showEveryMs, () => this.#show());
  }

  #insert(line: ChatLine): void {
    const { id } = line;
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.#isBehind = true;
    const last = this.#lines.at(-1);
    if (last === undefined || last.at <= line.at) this.#lines.push(line);
    else this.#lines.splice(this.#placeOf(line.at), 0, line);
  }

  /** After everything that was said until then. */
  #placeOf(at: number): number {
    let [low, high] = [0, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
