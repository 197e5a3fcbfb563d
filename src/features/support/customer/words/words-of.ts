import type { Language } from '../../../../platform/i18n/languages.ts';
import type { Words } from './customer.en.ts';

/** Fetches a language's words: a page has one language at a time. */
export async function wordsOf(language: Language): Promise<Words> {
  return (language === 'de' ? await import('./customer.de.ts') : await import('./customer.en.ts')).words;
}
