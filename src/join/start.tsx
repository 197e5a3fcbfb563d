import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CustomerApp, placeOf, type CustomerAppProps } from '../features/support/customer/index.ts';
import { followTheme } from './follow-theme.ts';
import { rememberedLanguage } from './remembered-language.ts';

export interface StartOptions extends Pick<CustomerAppProps, 'line' | 'speech'> {
  /** The link's secret, taken from the address before. */
  readonly fragment: string;
}

/** Shows the page. */
export function start({ fragment, line, speech }: StartOptions): void {
  const container = document.getElementById('root');
  if (container === null) throw new Error('join.html has no element #root.');
  followTheme(matchMedia('(prefers-color-scheme: dark)'));
  createRoot(container).render(
    <StrictMode>
      <CustomerApp place={placeOf(location.pathname, fragment)} speech={speech} line={line} onLanguage={rememberedLanguage.keep} />
    </StrictMode>,
  );
}
