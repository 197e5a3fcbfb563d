import { useTranslation } from 'react-i18next';
import type { Language } from '../../../platform/i18n/languages.ts';

/** The language in force, for formats. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'de' ? 'de' : 'en';
}
