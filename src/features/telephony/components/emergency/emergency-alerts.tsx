import { Check, Phone, Siren } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { EmergencyAlert } from '../../../../../protocol/telephony/emergency.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { useTelephony } from '../telephony-context.ts';
import { useNow } from '../use-now.ts';

/** On every page of who takes care of them: emergency calls that nobody acknowledged yet. */
export function EmergencyAlerts() {
  const { t } = useTranslation('telephony');
  const { emergency } = useTelephony();
  const alerts = useStore(emergency.view, (view) => view.alerts);
  if (alerts.length === 0) return null;
  return (
    <section
      aria-label={t('emergency.alerts')}
      role="alert"
      className="max-h-2/5 shrink-0 divide-y divide-red-line overflow-auto border-b-2 border-red bg-red-soft"
    >
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </section>
  );
}

function AlertRow({ alert }: { alert: EmergencyAlert }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const toProblem = useProblem();
  const [isBusy, setBusy] = useState(false);
  const { callerName: name, callerNumber: extension, number, siteName, siteAddress, isPlaceSure } = alert;
  const acknowledge = async (): Promise<void> => {
    setBusy(true);
    try {
      await telephony.emergency.acknowledge(alert.id);
      toasts.show({ tone: 'success', text: t('emergency.acknowledged', { name }) });
    } catch (failure) {
      setBusy(false);
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
    }
  };
  const place = [siteName, siteAddress].filter((part) => part !== '').join(': ');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-red-text">
      <Siren aria-hidden className="size-5 shrink-0" />
      <p className="min-w-60 flex-1 text-body">
        <strong className="font-semibold">{t('emergency.alert', { name, extension, number })}</strong>
        <br />
        {place === '' ? t('emergency.placeUnknown') : place}
        {place !== '' && !isPlaceSure && ` (${t('emergency.placeUnsure')})`} · <AlertTime at={alert.at} />
      </p>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow">
        <Button tone="danger" icon={Phone} onClick={() => telephony.dial({ number: extension, displayName: name })}>
          {t('emergency.callBack', { name })}
        </Button>
        <Button icon={Check} isBusy={isBusy} aria-label={t('emergency.acknowledgeNamed', { name })} onClick={() => void acknowledge()}>
          {t('emergency.acknowledge')}
        </Button>
      </div>
    </div>
  );
}

const refreshTimeMs = 15_000;

function AlertTime({ at }: { at: string }) {
  const now = useNow(refreshTimeMs);
  const language = currentLanguage();
  const atMs = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(atMs, language)} className="tabular-nums">
      {exactTime(atMs, language)} ({relativeTime(atMs, now, language)})
    </time>
  );
}
