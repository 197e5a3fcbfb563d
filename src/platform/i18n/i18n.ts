import { createInstance, type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import type { Language } from './languages.ts';

/** One feature's words in every language, fetched when first needed. */
export type Catalogue = Record<Language, () => Promise<{ words: object }>>;

/** Reads catalogues as i18next namespaces: a page fetches its own words in its own language and no others. */
function catalogueBackend(catalogues: Readonly<Record<string, Catalogue>>): BackendModule {
  return {
    type: 'backend',
    init: () => undefined,
    // With two parameters i18next takes the promise instead of a callback; its types know only the callback.
    // oxlint-disable-next-line typescript/no-misused-promises
    async read(language: string, namespace: string) {
      const catalogue = catalogues[namespace];
      if (catalogue === undefined) throw new Error(`There are no words named “${namespace}”.`);
      const module = await (language === 'de' ? catalogue.de() : catalogue.en());
      return { ...module.words };
    },
  };
}

const i18n = createInstance();

/** Starts translation. Resolves when the `first` namespaces of the language are there; the rest come when used. */
export async function startI18n(
  catalogues: Readonly<Record<string, Catalogue>>,
  language: Language,
  first: readonly string[],
): Promise<void> {
  i18n.on('languageChanged', (tag) => {
    document.documentElement.lang = tag;
  });
  await i18n
    .use(catalogueBackend(catalogues))
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      load: 'languageOnly',
      ns: [...first],
      defaultNS: first[0] ?? 'ui',
      // React escapes what it renders.
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    });
}

/** Switches the language of the whole page and remembers nothing: storing the choice is the caller's. */
export async function changeLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(language);
}

/** The language in force. */
export function currentLanguage(): Language {
  return i18n.language === 'de' ? 'de' : 'en';
}
