import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowLeft, ChartColumn, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListSearch } from '../../../platform/lists/list-search.ts';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { TextField } from '../../../ui/field/text-field.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { saveBlob } from '../customer/exchange/save-blob.ts';
import { FailureNotice } from '../expert/failure-notice.tsx';
import { lastThirtyDays, momentsOf, type Period } from '../expert/reports/period.ts';
import { ReportFigures } from '../expert/reports/report-figures.tsx';
import { useSupportApi } from '../expert/use-support-api.ts';

export interface ReportPageProps {
  readonly search: ListSearch;
  readonly onSearchChange: (search: ListSearch) => void;
  readonly onBack: () => void;
}

/** `/support/report`: how support went in a period. */
export function ReportPage({ search, onSearchChange, onBack }: ReportPageProps) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const [usual] = useState(() => lastThirtyDays(new Date()));
  const period: Period = { from: search.from ?? usual.from, until: search.until ?? usual.until };
  const moments = momentsOf(period);
  const report = useQuery({
    queryKey: ['support-report', period],
    queryFn: ({ signal }) => (moments ? api.report(moments.from, moments.to, signal) : null),
    enabled: moments !== undefined,
  });
  const download = useMutation({
    mutationFn: async () =>
      moments && saveBlob(await api.reportCsv(moments.from, moments.to), `support ${period.from} ${period.until}.csv`),
  });
  const day = (name: keyof Period) => (
    <TextField
      type="date"
      label={t(`report.${name}`)}
      value={period[name]}
      onChange={({ target }) => target.value !== '' && onSearchChange({ ...search, ...period, [name]: target.value })}
    />
  );
  return (
    <div className="px-3 py-4 sm:px-6 sm:py-5">
      <PageHeader
        title={t('report.title')}
        text={t('report.text')}
        actions={
          <>
            <Button icon={ArrowLeft} onClick={onBack}>
              {t('report.back')}
            </Button>
            <Button icon={Download} disabled={!moments} isBusy={download.isPending} onClick={() => download.mutate()}>
              {t('report.csv')}
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-3">
          {day('from')}
          {day('until')}
        </div>
        <FailureNotice failure={report.error ?? download.error} />
        {!moments && <Notice tone="warning">{t('report.wrong')}</Notice>}
        {moments && report.isPending && <SkeletonRows count={6} />}
        {report.data && report.data.sessions > 0 && <ReportFigures report={report.data} />}
        {report.data?.sessions === 0 && (
          <div className="card">
            <EmptyState icon={ChartColumn} title={t('report.empty')} text={t('report.emptyText')} />
          </div>
        )}
      </div>
    </div>
  );
}
