/** The build's pages for customers of a support session, who have no account, by the language of the words in them. */
export const customerPages = { en: 'join.html', de: 'join.de.html' } as const;
export type CustomerPageLanguage = keyof typeof customerPages;

export function isCustomerPageLanguage(language: string): language is CustomerPageLanguage {
  return Object.hasOwn(customerPages, language);
}

/** What scripts and styles without an address stand in a page of the build, to the last blank. */
export function inlineTextsOf(html: string): { readonly scripts: readonly string[]; readonly styles: readonly string[] } {
  const all = (element: RegExp): readonly string[] => [...html.matchAll(element)].map(([, text = '']) => text);
  return { scripts: all(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g), styles: all(/<style[^>]*>([^]*?)<\/style>/g) };
}
