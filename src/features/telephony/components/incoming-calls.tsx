import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../../ui/status/avatar.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { CallSnapshot } from '../sip/phone.ts';
import { CallAnnouncer } from './call-announcer.tsx';
import { IncomingButtons } from './call-buttons.tsx';
import { PhoneNotices } from './phone-notices.tsx';
import { RingContext, useRingReason } from './ring-reason.tsx';
import { useCalls, useNameOf, useTelephony } from './telephony-context.ts';
import { useIncomingKeys } from './use-incoming-keys.ts';

const SettingsDialog = lazy(() => import('./settings-dialog.tsx').then((module) => ({ default: module.SettingsDialog })));

/** On every page: who calls, top right, above whatever is open; and what else the phone has to say. */
export function IncomingCalls() {
  const { screen } = useTelephony();
  const calls = useCalls();
  const { areCallsShown, areSettingsOpen } = useStore(screen);
  useIncomingKeys();
  const ringing = calls.filter((call) => (call.state.name === 'incoming' || call.state.name === 'answering') && !call.isIgnored);
  return (
    <>
      <CallAnnouncer />
      <PhoneNotices />
      <div
        data-react-aria-top-layer="true"
        className="pointer-events-none fixed top-14 right-3 left-3 z-50 flex flex-col items-end gap-2 sm:left-auto sm:w-118"
      >
        {!areCallsShown && ringing.map((call) => <IncomingCard key={call.id} call={call} />)}
      </div>
      {areSettingsOpen && (
        <Suspense fallback={null}>
          <SettingsDialog />
        </Suspense>
      )}
    </>
  );
}

function IncomingCard({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const name = useNameOf()(call.party);
  const reason = useRingReason()(call);
  return (
    <section
      aria-label={t('call.with', { name })}
      data-call-id={call.serverCallId ?? undefined}
      className="pointer-events-auto w-full animate-rise rounded-card border border-n7 bg-raised p-4 shadow-overlay"
    >
      <div className="flex items-center gap-3">
        <Avatar name={name} size="large" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-title font-semibold">{name}</p>
          <p className="truncate text-dense text-n11">
            {t('call.ringing')} · <span className="tabular-nums">{call.party.number}</span> · {reason}
          </p>
        </div>
      </div>
      <RingContext call={call} />
      {call.problem !== null && (
        <div className="mt-3">
          <Notice tone="error">{t(`ends.${call.problem}`)}</Notice>
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2 max-sm:*:grow">
        <IncomingButtons call={call} />
      </div>
    </section>
  );
}
