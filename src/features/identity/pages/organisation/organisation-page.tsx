import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endedKeptDays } from '../../../../../protocol/identity/tenant-end.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { PageHeader } from '../../../../ui/navigation/page-header.tsx';
import { EndDialog } from '../../components/organisation/end-dialog.tsx';
import { EndedSection } from '../../components/organisation/ended-section.tsx';
import { useOrganisation } from '../../components/organisation/use-organisation.ts';
import { useCan } from '../../components/session-context.tsx';

/** `/admin/organisation`: the organisation as a whole, and its end. */
export function OrganisationPage() {
  const { t } = useTranslation('organisation');
  const problem = useProblem();
  const organisation = useOrganisation();
  const { data, isError, error } = organisation;
  return (
    <>
      <PageHeader title={t('title')} text={data?.name} />
      {data === undefined && isError && <ErrorState problem={problem(error)} onRetry={() => void organisation.refetch()} />}
      {data === undefined && !isError && <SkeletonRows count={3} />}
      {data?.end && <EndedSection name={data.name} end={data.end} />}
      {data && !data.end && <EndSection name={data.name} />}
    </>
  );
}

function EndSection({ name }: { readonly name: string }) {
  const { t } = useTranslation('organisation');
  const mayEnd = useCan('tenant.end');
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="organisation-end" className="card flex flex-col items-start gap-3 p-4">
      <h2 id="organisation-end" className="text-title font-semibold">
        {t('end.heading')}
      </h2>
      <p className="max-w-180 text-dense text-pretty text-n11">{t('end.text', endedKeptDays)}</p>
      {mayEnd ? (
        <Button tone="danger-quiet" onClick={() => setOpen(true)}>
          {t('end.open')}
        </Button>
      ) : (
        <p className="text-dense text-n11">{t('end.whoMay')}</p>
      )}
      {isOpen && <EndDialog name={name} onClose={() => setOpen(false)} />}
    </section>
  );
}
