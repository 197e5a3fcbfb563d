import type { Language } from '../platform/i18n/languages.ts';

const key = 'deskline.language';

/** The language that this browser was last set to: the same setting as the application's, read without its schemas. */
export const rememberedLanguage = {
  read: (): string | null => {
    try {
      return localStorage.getItem(key);
    } catch (cause) {
      if (cause instanceof DOMException) return null;
      throw cause;
    }
  },
  keep: (language: Language): void => {
    try {
      localStorage.setItem(key, language);
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
    }
  },
};
