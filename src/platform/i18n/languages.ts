/** The languages of the interface. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language's own name, for the menu. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/**
 * The language to start with: the person's own setting, then what this browser was last set to, then the first of
 * the browser's languages that we speak, then English. Tags are BCP 47: `de-AT` is German.
 */
export function chooseLanguage(setting: unknown, remembered: unknown, browser: readonly string[]): Language {
  const wishes = [setting, remembered, ...browser.map((tag) => tag.toLowerCase().split('-')[0])];
  return wishes.find(isLanguage) ?? 'en';
}
