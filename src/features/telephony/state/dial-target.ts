import type { Person } from '../../../../protocol/telephony/phone.ts';

export interface DialTarget {
  readonly number: string;
  readonly displayName: string;
}

/** Whether text is a number as people write it: digits with spaces, dashes, brackets, a plus, star and hash. */
export const looksLikeNumber = (text: string): boolean => /^[+*#\d][\d\s()\-./*#]*$/.test(text) && /[\d*#]/.test(text);

/** How to call a person: by the first extension, else by login name. */
export const targetOf = (person: Person): DialTarget => ({
  number: person.extensions[0] ?? person.loginName,
  displayName: person.displayName,
});

/**
 * Whom what was typed means: a number as it is without its decoration; a name by the best match among `people`; else the text
 * itself, so that the server can say that there is no such person.
 */
export function dialTargetOf(typed: string, people: readonly Person[]): DialTarget {
  const text = typed.trim();
  if (looksLikeNumber(text)) {
    const number = text.replace(/[\s()\-./]/g, '');
    const owner = people.find((person) => person.extensions.includes(number));
    return { number, displayName: owner?.displayName ?? '' };
  }
  const wanted = text.toLocaleLowerCase();
  const exact = people.find(
    (person) => person.displayName.toLocaleLowerCase() === wanted || person.loginName.toLocaleLowerCase() === wanted,
  );
  const best = exact ?? people[0];
  return best === undefined ? { number: text, displayName: '' } : targetOf(best);
}
