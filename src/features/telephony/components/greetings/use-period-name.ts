import { useTranslation } from 'react-i18next';

/** Periods as people read them: `open` and `closed` in their language, named ones as they are named. */
export function usePeriodName(): (period: string) => string {
  const { t } = useTranslation('voicemail');
  return (period) => (period === 'open' || period === 'closed' ? t(`greetings.periods.${period}`) : period);
}
