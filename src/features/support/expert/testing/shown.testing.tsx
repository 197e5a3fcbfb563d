import { createInstance } from 'i18next';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { emptyView } from '../../state/empty-view.ts';
import type { LiveSession } from '../../state/live-session.ts';
import type { LiveView } from '../../state/live-view.ts';
import { words as german } from '../../words.de.ts';
import { words as english } from '../../words.en.ts';
import { LiveSessionContext } from '../live-session-context.tsx';

const resources = { en: { support: english }, de: { support: german } };

/** Part of the console as it is first drawn, for what a page knows. */
export function shown(part: ReactNode, view: Partial<LiveView>, language: 'en' | 'de' = 'en'): string {
  const i18n = createInstance();
  void i18n.use(initReactI18next).init({ lng: language, resources, initAsync: false, interpolation: { escapeValue: false } });
  const whole = { ...emptyView(), ...view };
  const session = { getView: () => whole, subscribe: () => () => undefined };
  return renderToStaticMarkup(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a part that is drawn once uses of it
    <LiveSessionContext value={session as unknown as LiveSession}>{part}</LiveSessionContext>,
  );
}
