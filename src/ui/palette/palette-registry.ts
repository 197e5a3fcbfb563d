import type { LucideIcon } from 'lucide-react';

/** One thing that the palette can find and do. */
export interface PaletteItem {
  id: string;
  title: string;
  /** What tells it from others of the same name: a number, an email. */
  detail?: string;
  /** Groups it: the palette's user gives each kind a heading. */
  kind: string;
  icon?: LucideIcon;
  /** Other words that find it. */
  keywords?: readonly string[];
  shortcut?: string;
  run: () => void;
}

/** Where items come from. `find` gets what was typed (trimmed, maybe empty) and may take its time; the signal ends it. */
export interface PaletteSource {
  id: string;
  find: (query: string, signal: AbortSignal) => readonly PaletteItem[] | Promise<readonly PaletteItem[]>;
}

export interface PaletteFindings {
  items: readonly PaletteItem[];
  /** Some source failed: what is shown may be incomplete. */
  isIncomplete: boolean;
}

/** The sources in force. A feature registers its own while it lives. */
export class PaletteRegistry {
  readonly #sources = new Map<string, PaletteSource>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  register(source: PaletteSource): () => void {
    this.#sources.set(source.id, source);
    this.#changed();
    return () => {
      if (this.#sources.get(source.id) !== source) return;
      this.#sources.delete(source.id);
      this.#changed();
    };
  }

  /** Rises with every source that comes or goes: an open palette then searches again. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks every source at once; one that fails does not keep the others' answers back. */
  async find(query: string, signal: AbortSignal): Promise<PaletteFindings> {
    const asked = [...this.#sources.values()].map(async (source) => source.find(query.trim(), signal));
    const answers = await Promise.allSettled(asked);
    return {
      items: answers.flatMap((answer) => (answer.status === 'fulfilled' ? [...answer.value] : [])),
      isIncomplete: answers.some((answer) => answer.status === 'rejected'),
    };
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** Lower case without accents, so that `muller` finds `Müller`. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Whether every word of the query begins a word of the item. An empty query matches. */
export function matchesQuery(item: PaletteItem, query: string): boolean {
  const words = folded([item.title, item.detail ?? '', ...(item.keywords ?? [])].join(' ')).split(/[\s/@.-]+/);
  return folded(query)
    .split(/\s+/)
    .filter((wish) => wish !== '')
    .every((wish) => words.some((word) => word.startsWith(wish)));
}

/** The page's palette. */
export const palette = new PaletteRegistry();
