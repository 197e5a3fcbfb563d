import { useTranslation } from 'react-i18next';
import type { GreetingUse } from '../../../../../protocol/telephony/greetings.ts';
import { usePeriodName } from './use-period-name.ts';

/** What plays a greeting, in a few words. */
export function useUseName(): (use: GreetingUse) => string {
  const { t } = useTranslation('voicemail');
  const periodName = usePeriodName();
  return ({ kind, name }) => t(`greetings.uses.${kind}`, { name: kind === 'period' ? periodName(name) : name });
}
