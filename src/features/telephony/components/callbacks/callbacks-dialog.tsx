import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PhoneForwarded } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Callback, CallbackList } from '../../../../../protocol/telephony/callbacks.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { QueryScope } from '../../../../platform/queries/query-scope.tsx';
import { Button } from '../../../../ui/button/button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { CallbacksApi } from '../../state/callbacks-api.ts';
import { CallbackRow } from './callback-row.tsx';
import { CancelDialog } from './cancel-dialog.tsx';

const KEY = ['callbacks'];

/** Callers who are to be called back, in the queues that one serves or supervises; each can be cancelled. */
export function CallbacksDialog({ onClose }: { onClose: () => void }) {
  // The phone has no scope of its own: this one comes and goes with the dialog.
  return (
    <QueryScope>
      <Callbacks onClose={onClose} />
    </QueryScope>
  );
}

function Callbacks({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('callbacks');
  const { http, live } = usePlatform();
  const queries = useQueryClient();
  const toProblem = useProblem();
  const api = useMemo(() => new CallbacksApi(http), [http]);
  const list = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.list(signal) });
  useEffect(() => {
    const listening = new AbortController();
    live.onNotification('callbacks.changed', () => void queries.invalidateQueries({ queryKey: KEY }), listening.signal);
    return () => listening.abort();
  }, [live, queries]);
  const [leaving, setLeaving] = useState<Callback>();
  const closeQuestion = (): void => {
    setLeaving(undefined);
    void queries.invalidateQueries({ queryKey: KEY });
  };
  return (
    <>
      <Dialog isOpen title={t('title')} onClose={onClose} footer={<Button onClick={onClose}>{t('close')}</Button>}>
        {list.data !== undefined ? (
          <Lists list={list.data} onCancel={setLeaving} />
        ) : list.isError ? (
          <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows count={4} />
        )}
      </Dialog>
      {leaving !== undefined && <CancelDialog callback={leaving} onCancel={() => api.cancel(leaving.id)} onClose={closeQuestion} />}
    </>
  );
}

function Lists({ list: { waiting, ended }, onCancel }: { list: CallbackList; onCancel: (callback: Callback) => void }) {
  const { t } = useTranslation('callbacks');
  return (
    <div className="flex flex-col gap-4">
      {waiting.length === 0 ? (
        <EmptyState isCompact icon={PhoneForwarded} title={t('none')} text={t('noneText')} />
      ) : (
        <section aria-labelledby="callbacks-waiting" className="flex flex-col gap-1">
          <h3 id="callbacks-waiting" className="text-dense font-semibold text-n11">
            {t('waiting')}
          </h3>
          <ol className="flex flex-col divide-y">
            {waiting.map((callback) => (
              <CallbackRow key={callback.id} callback={callback} onCancel={() => onCancel(callback)} />
            ))}
          </ol>
        </section>
      )}
      {ended.length > 0 && (
        <section aria-labelledby="callbacks-ended" className="flex flex-col gap-1">
          <h3 id="callbacks-ended" className="text-dense font-semibold text-n11">
            {t('ended')}
          </h3>
          <ul className="flex flex-col divide-y">
            {ended.map((callback) => (
              <CallbackRow key={callback.id} callback={callback} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
