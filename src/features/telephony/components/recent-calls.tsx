import { History, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CallRecord } from '../../../../protocol/telephony/phone.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { SearchField } from '../../../ui/field/search-field.tsx';
import { CallPath, planNameOf } from './call-path.tsx';
import { moveFocus } from './move-focus.ts';
import { RecentCallRow } from './recent-call-row.tsx';
import { useTelephony } from './telephony-context.ts';
import { useNow } from './use-now.ts';

/** Looking at the list this long counts as having seen what was missed. */
const seenAfterMs = 3000;

/** My calls, newest first: search, missed only, call back. */
export function RecentCalls() {
  const { t } = useTranslation('telephony');
  const { history } = useTelephony();
  const view = useStore(history.view);
  const [query, setQuery] = useState('');
  const hasNew = view.items.some((record) => record.isNew);
  useEffect(() => {
    if (!hasNew) return undefined;
    const timer = setTimeout(() => void history.markSeen().catch(() => history.refresh()), seenAfterMs);
    return () => clearTimeout(timer);
  }, [hasNew, history]);
  const search = (typed: string): void => {
    setQuery(typed);
    void history.search(typed.trim());
  };
  const shown = view.isMissedOnly ? view.items.filter((record) => record.isMissed) : view.items;
  return (
    <section aria-label={t('recent.title')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 p-3 pb-2">
        <h2 className="text-dense font-semibold text-n11">{t('recent.title')}</h2>
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            <SearchField label={t('recent.search')} value={query} onValueChange={search} />
          </div>
          <Button
            size="dense"
            tone={view.isMissedOnly ? 'primary' : 'secondary'}
            aria-pressed={view.isMissedOnly}
            onClick={() => history.showMissedOnly(!view.isMissedOnly)}
          >
            {t('recent.missedOnly')}
          </Button>
        </div>
        {view.state === 'offline' && <p className="text-caption text-amber-text">{t('recent.offline')}</p>}
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-1.5 pb-2">
        <RecentContent shown={shown} onClear={() => search('')} />
      </div>
    </section>
  );
}

function WayOf({ record }: { record: CallRecord }) {
  const planName = planNameOf(record);
  return planName === undefined ? null : <CallPath record={record} planName={planName} />;
}

function RecentContent({ shown, onClear }: { shown: readonly CallRecord[]; onClear: () => void }) {
  const { t } = useTranslation('telephony');
  const { history } = useTelephony();
  const view = useStore(history.view);
  const problem = useProblem();
  const now = useNow(30_000);
  const isFiltered = view.query !== '' || view.isMissedOnly;
  const clear = (): void => {
    history.showMissedOnly(false);
    onClear();
  };
  if (view.state === 'failed') return <ErrorState problem={problem(view.failure)} onRetry={() => void history.refresh()} />;
  if (shown.length === 0 && view.state === 'loading') return <SkeletonRows />;
  if (shown.length === 0 && isFiltered)
    return (
      <EmptyState
        isCompact
        icon={SearchX}
        title={t('recent.nothingFits')}
        action={
          <Button size="dense" onClick={clear}>
            {t('recent.clear')}
          </Button>
        }
      />
    );
  if (shown.length === 0) return <EmptyState isCompact icon={History} title={t('recent.empty')} text={t('recent.emptyText')} />;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the buttons inside; the list itself is never pressed */}
      <ul aria-label={t('recent.list')} onKeyDown={moveFocus}>
        {shown.map((record) => (
          <li key={record.id}>
            <RecentCallRow record={record} nowMs={now} />
            <WayOf record={record} />
          </li>
        ))}
      </ul>
      {view.nextBefore !== null && (
        <div className="flex justify-center p-2">
          <Button size="dense" tone="quiet" onClick={() => void history.readOlder()}>
            {t('recent.older')}
          </Button>
        </div>
      )}
    </>
  );
}
