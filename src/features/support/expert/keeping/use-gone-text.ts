import { useTranslation } from 'react-i18next';
import type { Keeping } from '../../../../../protocol/support/keeping.ts';
import { goneTextOf } from './gone-text.ts';

/** Says when content of a session goes: “Gone in 5 hours, on 1 Mar 2026, 15:00”; in a list without the moment. */
export function useGoneText(): (keeping: Keeping, where: 'list' | 'details') => string {
  const { t, i18n } = useTranslation('supportDesk');
  return (keeping, where) => {
    const text = goneTextOf(keeping, Date.now());
    if (where === 'list' && text.key === 'keeping.heldPast') return t('keeping.heldShort');
    if (where === 'list' && text.key === 'keeping.goneSince') return t('keeping.sinceShort');
    if (text.key === 'keeping.never') return where === 'list' ? '' : t(text.key);
    const dateStyle = where === 'list' ? 'short' : 'medium';
    const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle, timeStyle: 'short' }).format(text.at);
    if (text.key !== 'keeping.goneIn') return t(text.key, { moment });
    const left = leftText(i18n.language, text);
    return where === 'list' ? t('keeping.goneShort', { left }) : t(text.key, { left, moment });
  };
}

/** German says “in 3 Tagen”, which a plain number with its unit (“3 Tage”) is not. */
function leftText(language: string, { value, unit }: { readonly value: number; readonly unit: Intl.RelativeTimeFormatUnit }): string {
  const parts = new Intl.RelativeTimeFormat(language).formatToParts(value, unit);
  const from = parts.findIndex(({ type }) => type !== 'literal');
  return parts
    .slice(from)
    .map((part) => part.value)
    .join('');
}
