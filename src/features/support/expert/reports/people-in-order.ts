import type { SupportReport } from '../../../../../protocol/support/session.ts';
import type { SortOrder } from '../../../../ui/table/column.ts';

type Person = SupportReport['people'][number];

/** Who has no rating comes last in both directions: there is nothing to compare. */
export function peopleInOrder(people: readonly Person[], { column, direction }: SortOrder, language: string): readonly Person[] {
  const names = new Intl.Collator(language, { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: Person, b: Person): number => names.compare(a.name, b.name);
  if (column === 'name') return people.toSorted((a, b) => sign * byName(a, b));
  const figure = column === 'sessions' || column === 'seconds' ? column : 'averageRating';
  return people.toSorted((a, b) => {
    const [one, other] = [a[figure], b[figure]];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return sign * (one - other) || byName(a, b);
  });
}
