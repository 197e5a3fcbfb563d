import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { PageHeader } from '../../../../ui/navigation/page-header.tsx';
import { OtherBrowsers } from '../../components/notices/other-browsers.tsx';
import { ThisBrowser } from '../../components/notices/this-browser.tsx';
import { useNotices } from '../../components/notices/use-notices.ts';

/** `/account/notices`: which of one's browsers tell something while no page is open, and what. */
export function NoticesPage() {
  const { t } = useTranslation('notices');
  const toProblem = useProblem();
  const { view, actions, remove, removingId } = useNotices();
  return (
    <div className="mx-auto max-w-180 px-4 py-6">
      <PageHeader title={t('title')} text={t('text')} />
      {view.isError ? (
        <section className="card">
          <ErrorState problem={toProblem(view.error)} onRetry={() => void view.refetch()} />
        </section>
      ) : view.data === undefined ? (
        <section className="card overflow-hidden">
          <SkeletonRows />
        </section>
      ) : (
        <>
          <ThisBrowser state={view.data.state} actions={actions} />
          <OtherBrowsers browsers={view.data.others} nowMs={view.dataUpdatedAt} removingId={removingId} onRemove={remove} />
        </>
      )}
    </div>
  );
}
