import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { emptyView } from '../../state/empty-view.ts';
import type { LiveView } from '../../state/live-view.ts';
import { CustomerLifeContext, type CustomerSession } from '../live/customer-session.tsx';
import { SpeechContext } from '../words/customer-words.tsx';
import { words as german } from '../words/customer.de.ts';
import { words as english } from '../words/customer.en.ts';

/** Part of the page as it is first drawn, for what a page knows. */
export function shown(part: ReactNode, view: Partial<LiveView>, language: 'en' | 'de' = 'en'): string {
  const whole = { ...emptyView(), ...view };
  const session = { getView: () => whole, subscribe: () => () => undefined } as unknown as CustomerSession;
  return renderToStaticMarkup(
    <SpeechContext value={{ language, words: language === 'de' ? german : english, switchTo: () => undefined }}>
      <CustomerLifeContext value={{ session, maskOf: () => undefined }}>{part}</CustomerLifeContext>
    </SpeechContext>,
  );
}

export const alice = {
  seatId: 'a',
  name: 'Alice',
  role: 'expert',
  isMe: false,
  isHere: true,
  isSealed: true,
  colour: 1,
  isWaiting: false,
} as const;
export const kim = {
  seatId: 'k',
  name: 'Kim',
  role: 'customer',
  isMe: true,
  isHere: true,
  isSealed: true,
  colour: 0,
  isWaiting: false,
} as const;
