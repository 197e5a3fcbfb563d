import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CallSnapshot } from '../sip/phone.ts';
import { isAnswered } from '../sip/call-state.ts';
import { Avatar } from '../../../ui/status/avatar.tsx';
import { PresenceDot } from './presence-dot.tsx';
import { QualityPanel } from './quality-panel.tsx';
import { RecentCallRow } from './recent-call-row.tsx';
import { RecentCalls } from './recent-calls.tsx';
import { useNameOf, useTelephony } from './telephony-context.ts';
import { useNow } from './use-now.ts';
import { VoicemailPanel } from './voicemail/voicemail-panel.tsx';

const shownCalls = 5;

/** What belongs to the call in hand; below it, always, the recent calls. */
export function ContextPanel({ call }: { call: CallSnapshot | undefined }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {call !== undefined && <CallContext call={call} />}
      <RecentCalls />
      <VoicemailPanel />
    </div>
  );
}

function CallContext({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const { people, history } = useTelephony();
  const name = useNameOf()(call.party);
  const person = people.byNumber(call.party.number);
  const records = useStore(history.view, (view) => view.items);
  const now = useNow(30_000);
  const before = records.filter((record) => record.other.number === call.party.number && record.endedAt !== null).slice(0, shownCalls);
  return (
    <section aria-label={t('context.title')} className="flex max-h-[60%] flex-col gap-4 overflow-auto border-b p-3">
      <div className="flex items-center gap-3">
        <Avatar name={name} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">{name}</p>
          <p className="text-caption text-n11 tabular-nums">{call.party.number}</p>
        </div>
        {person !== undefined && <PresenceDot presence={person.presence} isLabelShown />}
      </div>
      {isAnswered(call.state) && <QualityPanel callId={call.id} />}
      <div>
        <h3 className="pb-1 text-dense font-semibold text-n11">{t('context.lastCalls', { name })}</h3>
        {before.length === 0 && <p className="text-dense text-n11">{t('context.none')}</p>}
        <ul>
          {before.map((record) => (
            <li key={record.id}>
              <RecentCallRow record={record} nowMs={now} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
