import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantEnd } from '../../../../../protocol/identity/tenant-end.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { useCan } from '../session-context.tsx';
import { dayOf } from './day-of.ts';
import { useTakingBack } from './use-organisation.ts';

/** Since when it is ended and what goes when; and, while that is possible, the way back. */
export function EndedSection({ name, end }: { readonly name: string; readonly end: TenantEnd }) {
  const { t } = useTranslation('organisation');
  const mayEnd = useCan('tenant.end');
  const rows = [
    [t('ended.since'), dayOf(end.endedAt)],
    [t('ended.pbx'), dayOf(end.pbxGoneAt)],
    [t('ended.support'), dayOf(end.supportGoneAt)],
  ] as const;
  return (
    <section aria-labelledby="organisation-ended" className="card flex flex-col items-start gap-3 p-4">
      <h2 id="organisation-ended" className="text-title font-semibold">
        {t('ended.title', { name })}
      </h2>
      <p className="max-w-180 text-dense text-pretty text-n11">{t('ended.text')}</p>
      <dl className="grid grid-cols-1 gap-x-6 gap-y-1 text-body sm:grid-cols-[auto_1fr]">
        {rows.map(([what, date]) => (
          <div key={what} className="contents">
            <dt className="text-n11">{what}</dt>
            <dd className="tabular-nums max-sm:pb-1.5">{date}</dd>
          </div>
        ))}
      </dl>
      {end.isFinal ? (
        <Notice tone="warning">{t('ended.final')}</Notice>
      ) : mayEnd ? (
        <TakeBack name={name} until={dayOf(end.pbxGoneAt)} />
      ) : (
        <p className="text-dense text-n11">{t('ended.whoMay')}</p>
      )}
    </section>
  );
}

function TakeBack({ name, until }: { readonly name: string; readonly until: string }) {
  const { t } = useTranslation('organisation');
  const problem = useProblem();
  const [isAsking, setAsking] = useState(false);
  const takingBack = useTakingBack(() => {
    setAsking(false);
    toasts.show({ tone: 'success', text: t('ended.done', { name }) });
  });
  const failed = problem(takingBack.error);
  return (
    <>
      <p className="text-dense text-n11">{t('ended.until', { date: until })}</p>
      <Button tone="primary" onClick={() => setAsking(true)}>
        {t('ended.takeBack')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('ended.askTitle', { name })}
        action={t('ended.ask')}
        isBusy={takingBack.isPending}
        onConfirm={() => takingBack.mutate()}
        onClose={() => setAsking(false)}
      >
        {takingBack.isError && (
          <div className="pb-3">
            <Notice tone="error">{`${failed.title} ${failed.advice}`}</Notice>
          </div>
        )}
        {t('ended.askText')}
      </ConfirmDialog>
    </>
  );
}
