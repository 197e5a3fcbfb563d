import { currentLanguage } from '../../../../platform/i18n/i18n.ts';

/** A day in words: what happens once should be read, not deciphered. */
export function dayOf(time: string | number): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long' }).format(new Date(time));
}
