import { ArrowLeft, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RelayView } from '../../../../protocol/support/session.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { FailureNotice } from '../expert/failure-notice.tsx';
import { SessionFacts } from '../expert/list/session-facts.tsx';
import { useSessionDetail } from '../expert/list/use-session-detail.ts';
import { BuildFacts } from '../expert/relay/build-facts.tsx';
import { RelayTable } from '../expert/relay/relay-table.tsx';
import { SeenSection } from '../expert/relay/seen/seen-section.tsx';
import { useRelayView } from '../expert/relay/use-relay-view.ts';

export interface RelayViewPageProps {
  readonly sessionId: string;
  readonly onBack: () => void;
}

/** `/support/ID/relay`: all that the server has of a session. */
export function RelayViewPage({ sessionId, onBack }: RelayViewPageProps) {
  const { t } = useTranslation('supportRelay');
  const problem = useProblem();
  const detail = useSessionDetail(sessionId);
  const view = useRelayView(sessionId);
  const failure = view.error ?? detail.error;
  const isNothingThere = failure !== null && !view.data;
  return (
    <div className="px-3 py-4 sm:px-6 sm:py-5">
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={
          <Button icon={ArrowLeft} onClick={onBack}>
            {t('back')}
          </Button>
        }
      />
      {isNothingThere && <ErrorState problem={problem(failure)} onRetry={() => void Promise.all([detail.refetch(), view.refetch()])} />}
      {!isNothingThere && (
        <div className="flex flex-col gap-4">
          <FailureNotice failure={failure} />
          <Explained />
          <section aria-label={t('facts')} className="card p-3">
            <h2 className="pb-2 text-dense font-semibold">{t('facts')}</h2>
            {detail.data && <SessionFacts detail={detail.data} />}
            {detail.isPending && <SkeletonRows count={4} />}
          </section>
          <BuildFacts />
          <SeenSection sessionId={sessionId} isOver={detail.data?.state === 'done'} />
          <section aria-label={t('log')} className="card overflow-hidden">
            <div className="p-3">
              <h2 className="text-dense font-semibold">{t('log')}</h2>
              {view.data && <Standing view={view.data} />}
            </div>
            {view.data && <Entries view={view.data} />}
            {view.isPending && <SkeletonRows count={8} />}
          </section>
        </div>
      )}
    </div>
  );
}

function Explained() {
  const { t } = useTranslation('supportRelay');
  return (
    <ul className="flex max-w-180 list-disc flex-col gap-1 pl-5 text-dense text-pretty">
      {(['sealed', 'clear', 'media'] as const).map((what) => (
        <li key={what}>{t(`explain.${what}`)}</li>
      ))}
    </ul>
  );
}

/** How many there are, and how long they are kept. */
function Standing({ view: { entries, lastNumber, deletedAt } }: { readonly view: RelayView }) {
  const { t, i18n } = useTranslation('supportRelay');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const count = t('count', { count: lastNumber });
  return (
    <p className="text-dense text-n11">
      {entries.length < lastNumber ? `${count}, ${t('latest', { shown: entries.length })}.` : `${count}.`}{' '}
      {deletedAt === null ? t('live') : t('deleted', { at: moment.format(new Date(deletedAt)) })}
    </p>
  );
}

function Entries({ view: { entries, deletedAt } }: { readonly view: RelayView }) {
  const { t } = useTranslation('supportRelay');
  if (entries.length > 0) return <RelayTable entries={entries} />;
  const isGone = deletedAt !== null;
  return <EmptyState icon={LockKeyhole} title={t(isGone ? 'gone' : 'empty')} text={t(isGone ? 'goneText' : 'emptyText')} />;
}
