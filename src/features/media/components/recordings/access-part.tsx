import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { exactTime } from '../../../../platform/i18n/format.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { accessKey, useLanguage, useRecordings } from './recordings-context.tsx';

/** Who listened to a recording or exported it, newest first; for those who hear the calls of others. */
export function AccessPart({ id }: { id: string }) {
  const { t } = useTranslation('recordings');
  const { api } = useRecordings();
  const problem = useProblem();
  const language = useLanguage();
  const accesses = useQuery({ queryKey: [accessKey, id], queryFn: ({ signal }) => api.accesses(id, signal), staleTime: 0 });
  return (
    <section aria-labelledby="recording-access" className="flex flex-col gap-2 text-dense">
      <div className="flex items-center justify-between gap-2">
        <h3 id="recording-access" className="font-semibold">
          {t('access.title')}
        </h3>
        <Button size="dense" tone="quiet" icon={RotateCw} isBusy={accesses.isFetching} onClick={() => void accesses.refetch()}>
          {t('access.refresh')}
        </Button>
      </div>
      {accesses.isError && <Notice tone="error">{problem(accesses.error).title}</Notice>}
      {accesses.isPending && <SkeletonRows count={2} />}
      {accesses.data?.items.length === 0 && <p className="text-n11">{t('access.none')}</p>}
      <ul className="flex flex-col gap-1">
        {accesses.data?.items.map(({ userId, name, purpose, at }) => (
          <li key={`${userId} ${at} ${purpose}`} className="flex justify-between gap-3">
            <span className="min-w-0 truncate">{t(`access.${purpose}`, { name: name ?? t('access.gone') })}</span>
            <time dateTime={at} className="shrink-0 text-n11 tabular-nums">
              {exactTime(Date.parse(at), language)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
