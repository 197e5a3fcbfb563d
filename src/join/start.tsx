import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CustomerApp, placeOf, wordsOf } from '../features/support/customer/index.ts';
import { chooseLanguage } from '../platform/i18n/languages.ts';
import { followTheme } from './follow-theme.ts';
import { rememberedLanguage } from './remembered-language.ts';

/** Shows the page. @param fragment the link's secret, taken from the address before */
export async function start(fragment: string): Promise<void> {
  const container = document.getElementById('root');
  if (container === null) throw new Error('join.html has no element #root.');
  followTheme(matchMedia('(prefers-color-scheme: dark)'));
  const language = chooseLanguage(undefined, rememberedLanguage.read(), navigator.languages);
  const speech = { language, words: await wordsOf(language) };
  createRoot(container).render(
    <StrictMode>
      <CustomerApp place={placeOf(location.pathname, fragment)} speech={speech} onLanguage={rememberedLanguage.keep} />
    </StrictMode>,
  );
}
