import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../../../../../protocol/dialplan/api.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { usePlansApi } from '../use-plans-api.ts';

/** Asks before a plan goes for good; one that lines lead to stays, with the list of them. */
export function DeletePlanDialog({ plan, onClose }: { plan: PlanSummary; onClose: () => void }) {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  if (plan.attached.length > 0) {
    return (
      <Dialog
        isOpen
        size="small"
        title={t('delete.attachedTitle')}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('close')}</Button>}
      >
        <p className="text-dense text-n11">{t('delete.attachedText', { name: plan.name })}</p>
        <ul className="list-disc pl-5 text-dense tabular-nums">
          {plan.attached.map((line) => (
            <li key={`${line.kind}-${line.number}`}>{t(`lines.${line.kind}`, { number: line.number })}</li>
          ))}
        </ul>
      </Dialog>
    );
  }
  const remove = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.delete(plan.id);
      await queries.invalidateQueries({ queryKey: ['plans'] });
      toasts.show({ tone: 'success', text: t('delete.done', { name: plan.name }) });
      onClose();
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      isBusy={isBusy}
      title={t('delete.title', { name: plan.name })}
      action={t('list.delete')}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {t('delete.text')}
      {failure !== undefined && <FailureNotice failure={failure} />}
    </ConfirmDialog>
  );
}
