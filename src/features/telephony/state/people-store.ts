import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Person, Presence } from '../../../../protocol/telephony/phone.ts';

export interface PeopleView {
  readonly items: readonly Person[];
  readonly query: string;
  readonly state: 'loading' | 'ready' | 'offline' | 'failed';
  readonly failure: unknown;
  /** Counts what was learnt besides the list, so that suggestions renew. */
  readonly learnt: number;
}

export interface PeopleApi {
  /** Best match first. */
  findPeople(query: string, signal: AbortSignal): Promise<readonly Person[]>;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether a person fits what was typed: every word begins one of theirs, or digits one of their extensions. */
export function fits(person: Person, query: string): boolean {
  const words = folded(`${person.displayName} ${person.loginName} ${person.extensions.join(' ')}`).split(/[\s.@-]+/);
  return folded(query)
    .split(/\s+/)
    .every((wish) => words.some((word) => word.startsWith(wish)));
}

/** Colleagues with their presence. Answers as you type from what is known, then from the server. */
export class PeopleStore {
  readonly view: StoreApi<PeopleView> = createStore<PeopleView>(() => ({
    items: [],
    query: '',
    state: 'loading',
    failure: undefined,
    learnt: 0,
  }));
  readonly #api: PeopleApi;
  /** Everybody seen so far, for the first answer and for work without network. */
  readonly #known = new Map<string, Person>();
  #running: AbortController | undefined;

  constructor(api: PeopleApi) {
    this.#api = api;
  }

  /** Shows who fits, at once and again when the server answered. */
  async search(query: string): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const wanted = query.trim();
    this.view.setState((view) => ({ ...view, query, items: this.known(wanted), state: view.state === 'ready' ? 'ready' : 'loading' }));
    try {
      const items = await this.#api.findPeople(wanted, running.signal);
      if (running.signal.aborted) return;
      for (const person of items) this.#known.set(person.userId, person);
      this.view.setState({ items, state: 'ready', failure: undefined });
    } catch (failure) {
      if (running.signal.aborted) return;
      this.view.setState({ state: this.#known.size > 0 ? 'offline' : 'failed', failure });
    }
  }

  /** Asks the server who fits, for suggestions: the list on screen stays. Without network what is known has to do. */
  async learn(query: string, signal: AbortSignal): Promise<void> {
    const items = await this.#api.findPeople(query.trim(), signal).catch(() => []);
    if (signal.aborted || items.length === 0) return;
    for (const person of items) this.#known.set(person.userId, person);
    this.view.setState((view) => ({ ...view, learnt: view.learnt + 1 }));
  }

  /** Who fits among the people seen so far. */
  known(query: string): readonly Person[] {
    const all = [...this.#known.values()];
    return query === '' ? all : all.filter((person) => fits(person, query));
  }

  /** The person who has this extension or login name. */
  byNumber(number: string): Person | undefined {
    return [...this.#known.values()].find((person) => person.extensions.includes(number) || person.loginName === number);
  }

  handlePresence(userId: string, presence: Presence): void {
    const person = this.#known.get(userId);
    if (person === undefined) return;
    const changed = { ...person, presence };
    this.#known.set(userId, changed);
    this.view.setState((view) => ({ ...view, items: view.items.map((item) => (item.userId === userId ? changed : item)) }));
  }

  /** The list changed on the server: the same question again. */
  refresh(): Promise<void> {
    return this.search(this.view.getState().query);
  }

  close(): void {
    this.#running?.abort();
  }
}
