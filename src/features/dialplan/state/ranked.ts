/** What a thing is found by. */
export interface Findable {
  readonly title: string;
  readonly detail?: string | undefined;
  /** Text that finds it besides its title and detail. */
  readonly also?: string;
}

/** Without accents and capitals. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** What holds every word that was typed: titles that begin with it first, then titles, then what only its details hold. Else in their order. */
export function ranked<Item extends Findable>(items: readonly Item[], query: string): readonly Item[] {
  const wish = folded(query.trim());
  if (wish === '') return items;
  const words = wish.split(/\s+/);
  return items
    .map((item) => ({ item, rank: rankOf(item, wish, words) }))
    .filter(({ rank }) => rank < unfit)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

const unfit = 4;

function rankOf({ title, detail = '', also = '' }: Findable, wish: string, words: readonly string[]): number {
  const name = folded(title);
  if (name.startsWith(wish)) return 0;
  if (words.every((word) => name.includes(word))) return name.includes(` ${wish}`) ? 1 : 2;
  const all = folded(`${title} ${detail} ${also}`);
  return words.every((word) => all.includes(word)) ? 3 : unfit;
}
