import type { LivePerson } from '../../state/live-view.ts';
import type { Words } from '../words/customer.en.ts';
import type { Language } from '../../../../platform/i18n/languages.ts';

/** `Alice`, `Alice and Bob`, `Alice, Bob and Carol`. */
export function listOf(names: readonly string[], language: Language): string {
  // Of a renderer that has just begun the first list takes up to 0.1 s, as it is drawn with the keys; mostly there is one expert.
  if (names.length < 2) return names[0] ?? '';
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** The experts who have the keys: only their names are proved. */
export function expertsOf(people: readonly LivePerson[]): readonly LivePerson[] {
  return people.filter(({ role, isSealed }) => role === 'expert' && isSealed);
}

/** How an expert is shown: that they are a supervisor and who brought them belong to the name. */
export function shownName({ name, isSupervisor, vouchedBy }: LivePerson, { people }: Words): string {
  const shown = isSupervisor ? people.supervisor(name) : name;
  return vouchedBy === undefined ? shown : people.vouched(shown, vouchedBy);
}
