import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { clockDuration } from '../../../platform/i18n/format.ts';
import type { AgentDesk, AgentQueue } from '../../../../protocol/telephony/queues.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Switch } from '../../../ui/field/switch.tsx';
import { AgentStateMenu } from './agent-state-menu.tsx';
import { CallbacksButton } from './callbacks/callbacks-button.tsx';
import { useTelephony } from './telephony-context.ts';
import { useNow } from './use-now.ts';

/** For those who serve queues: their state, the wrap-up, and each queue with who waits. Nothing for others. */
export function AgentPanel() {
  const { t } = useTranslation('telephony');
  const { agent } = useTelephony();
  const { desk, failure } = useStore(agent.view);
  if (!desk) return null;
  return (
    <section aria-label={t('agent.title')} className="flex max-h-[45%] flex-col gap-2 overflow-auto border-t p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-dense font-semibold text-n11">{t('agent.title')}</h2>
        <AgentStateMenu desk={desk} />
      </div>
      <p role="status" className="text-caption text-red-text empty:hidden">
        {failure === undefined ? '' : t('agent.failed')}
      </p>
      {desk.pauseReason === 'missed-offers' && <p className="text-caption text-amber-text">{t('agent.pausedByMisses')}</p>}
      {desk.missedOffers > 0 && desk.pauseReason !== 'missed-offers' && (
        <p className="text-caption text-amber-text">{t('agent.missed', { count: desk.missedOffers })}</p>
      )}
      {desk.wrapUpUntil !== null && <WrapUp until={desk.wrapUpUntil} />}
      <QueueList desk={desk} />
      <div className="empty:hidden">
        <CallbacksButton size="dense" label={t('agent.allCallbacks')} isNeeded={desk.queues.some(({ callbacks }) => callbacks > 0)} />
      </div>
    </section>
  );
}

function WrapUp({ until }: { until: string }) {
  const { t } = useTranslation('telephony');
  const { agent } = useTelephony();
  const now = useNow(1_000);
  const isSaving = useStore(agent.view, (view) => view.isSaving);
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-dense">
      <span className="tabular-nums">{t('agent.wrapUpLeft', { time: clockDuration(Date.parse(until) - now + 999) })}</span>
      <Button size="dense" isBusy={isSaving} onClick={() => void agent.wish({ state: 'ready' })}>
        {t('agent.endWrapUp')}
      </Button>
    </div>
  );
}

function QueueList({ desk }: { desk: AgentDesk }) {
  return (
    <ul className="flex flex-col gap-1">
      {desk.queues.map((queue) => (
        <QueueRow key={queue.id} queue={queue} />
      ))}
    </ul>
  );
}

function QueueRow({ queue }: { queue: AgentQueue }) {
  const { t } = useTranslation('telephony');
  const { agent } = useTelephony();
  const id = useId();
  const isSaving = useStore(agent.view, (view) => view.isSaving);
  return (
    <li className="flex items-start justify-between gap-2" aria-labelledby={id}>
      <Switch
        label={queue.name}
        hint={<Waiting queue={queue} />}
        isOn={queue.isSignedIn}
        isBusy={isSaving}
        onChange={(isOn) => void agent.signIn(queue.id, isOn)}
      />
      <span id={id} className="sr-only">
        {t('agent.signedIn', { name: queue.name })}
      </span>
    </li>
  );
}

function Waiting({ queue }: { queue: AgentQueue }) {
  const { t } = useTranslation('telephony');
  const now = useNow(1_000);
  const ready = t('agent.readyOf', { ready: queue.agentsReady, count: queue.agentsSignedIn });
  const waiting =
    queue.oldestJoinedAt === null
      ? t('agent.nobodyWaits')
      : t('agent.waiting', { count: queue.waiting, time: clockDuration(now - Date.parse(queue.oldestJoinedAt)) });
  return (
    <span className="flex flex-col">
      <span className={queue.waiting > 0 ? 'font-medium text-amber-text tabular-nums' : ''}>{waiting}</span>
      {queue.callbacks > 0 && (
        <span className="font-medium text-amber-text tabular-nums">{t('agent.callbacks', { count: queue.callbacks })}</span>
      )}
      <span>{ready}</span>
    </span>
  );
}
