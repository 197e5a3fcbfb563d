/** Text as a search compares it: no case, no marks, so that "jurgen" finds "Jürgen" and "strasse" finds "Straße". */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae');
}

/** What a person's search text is made of. */
export function searchTextOf(person: { readonly displayName: string; readonly email: string; readonly loginName: string }): string {
  return foldText(`${person.displayName} ${person.email} ${person.loginName}`);
}

/** A LIKE pattern for "contains", with the wildcards of the typed text taken literally. */
export function containsPattern(folded: string): string {
  return `%${escapeLike(folded)}%`;
}

/** A LIKE pattern for "begins with". */
export function beginsPattern(text: string): string {
  return `${escapeLike(text)}%`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
