import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chosenGreeting, type Greeting, type GreetingChoice, type GreetingSchedule } from '../../../../../protocol/telephony/greetings.ts';
import { useNow } from '../use-now.ts';
import { usePeriodName } from './use-period-name.ts';

export interface HeardNowProps {
  choice: GreetingChoice;
  greetings: readonly Greeting[];
  schedule: GreetingSchedule | undefined;
}

/** Which greeting a caller would hear at this moment, and why. */
export function HeardNow({ choice, greetings, schedule }: HeardNowProps) {
  const { t } = useTranslation('voicemail');
  const periodName = usePeriodName();
  const atMs = useNow(30_000);
  const { greetingId, why } = chosenGreeting(choice, { atMs, isBusy: false, now: schedule?.now });
  const name = greetings.find(({ id }) => id === greetingId)?.name ?? t('settings.standard');
  const reasons = {
    temporary: t('greetings.why.temporary'),
    holiday: t('greetings.why.holiday', { holiday: schedule?.now.holiday ?? '' }),
    period: t('greetings.why.period', { schedule: schedule?.name ?? '', period: periodName(schedule?.now.period ?? '') }),
    usual: undefined,
    busy: undefined,
  };
  return (
    <p aria-live="polite" className="flex items-start gap-2 rounded-input bg-n2 px-3 py-2 text-dense">
      <Volume2 aria-hidden className="mt-0.5 size-4 shrink-0 text-n10" />
      <span className="min-w-0">
        {t('greetings.now')} <strong className="font-semibold">{name}</strong>
        {reasons[why] !== undefined && <span className="text-n11"> ({reasons[why]})</span>}
      </span>
    </p>
  );
}
