import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { ChatLine } from './live-view.ts';

const maxLetters = 4_000;

/** What people write to each other. */
export class ChatDesk {
  readonly #context: LiveContext;

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
    const { view } = this.#context;
    const known = new Set(view.getState().chat.map(({ id }) => id));
    const news = lines.filter(({ id }) => !known.has(id));
    if (news.length > 0) view.setState(({ chat }) => ({ chat: [...chat, ...news].toSorted((one, other) => one.at - other.at) }));
  }
}
