import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** React Aria's own words (for screen readers) in the language of the page instead of the browser's. */
export function AriaLanguage({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation('ui');
  return <I18nProvider locale={i18n.language}>{children}</I18nProvider>;
}
