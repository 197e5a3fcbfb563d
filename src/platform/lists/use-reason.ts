import { useTranslation } from 'react-i18next';
import { words } from './words.en.ts';

type KnownReason = Exclude<keyof (typeof words)['reasons'], 'other'>;

function isKnown(reason: string): reason is KnownReason {
  return reason !== 'other' && Object.hasOwn(words.reasons, reason);
}

/** Says why the server refused a value; a reason that this page does not know is shown as it came. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation('lists');
  return (reason) => (isKnown(reason) ? t(`reasons.${reason}`) : t('reasons.other', { reason }));
}
