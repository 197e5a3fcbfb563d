/**
 * What happened in this tab and nobody has seen: counted before the name of the page in the window's title, where tabs are told apart, and beside
 * the area that it belongs to.
 */
export class PageNews {
  readonly #listeners = new Set<() => void>();
  readonly #showTitle: (title: string) => void;
  #name = '';
  #count = 0;

  constructor(showTitle: (title: string) => void) {
    this.#showTitle = showTitle;
  }

  get = (): number => this.#count;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Another page is shown. */
  setPage(name: string): void {
    this.#name = name;
    this.#show();
  }

  setCount(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#show();
    for (const tell of this.#listeners) tell();
  }

  #show(): void {
    const title = `${this.#name} · Deskline`;
    this.#showTitle(this.#count === 0 ? title : `(${String(this.#count)}) ${title}`);
  }
}

/** This window's. */
export const pageNews = new PageNews((title) => (document.title = title));
