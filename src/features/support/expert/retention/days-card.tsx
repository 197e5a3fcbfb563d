import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { DaysForm } from './days-form.tsx';
import { useRetention } from './use-retention.ts';

/** How long the tenant keeps content of screen sessions; that of camera sessions cannot be set. */
export function DaysCard() {
  const { t } = useTranslation('supportRetention');
  const problem = useProblem();
  const kept = useRetention();
  const isThere = kept.data !== undefined && kept.isFetchedAfterMount;
  return (
    <section aria-labelledby="retention-days" className="card mb-4 p-3">
      <h2 id="retention-days" className="text-body font-semibold">
        {t('days.title')}
      </h2>
      <p className="max-w-180 pb-3 text-dense text-pretty text-n11">{t('days.text')}</p>
      {kept.isError && !isThere && <ErrorState problem={problem(kept.error)} onRetry={() => void kept.refetch()} />}
      {!kept.isError && !isThere && <SkeletonRows count={2} />}
      {isThere && <DaysForm key={kept.data.version} settings={kept.data} onTakeTheirs={() => void kept.refetch()} />}
    </section>
  );
}
