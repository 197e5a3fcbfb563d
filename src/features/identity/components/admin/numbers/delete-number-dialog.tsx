import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminNumber } from '../../../../../../protocol/identity/numbers.ts';
import { useProblem } from '../../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../../ui/overlay/confirm-dialog.tsx';
import { useAdminApi } from '../use-admin-api.ts';

export interface DeleteNumberDialogProps {
  number: AdminNumber;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks, then deletes a number that leads nowhere. No undo: another tenant may take it at once. */
export function DeleteNumberDialog({ number, onClose, onDeleted }: DeleteNumberDialogProps) {
  const { t } = useTranslation('numbers');
  const api = useAdminApi();
  const toProblem = useProblem();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.deleteNumber(number.id);
      toasts.show({ tone: 'success', text: t('deleted', { number: number.formatted }) });
      onDeleted();
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('deleteTitle', { number: number.formatted })}
      action={t('deleteAction')}
      isDangerous
      isBusy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {failure !== undefined && (
        <div className="pb-3">
          <Notice tone="error">{`${toProblem(failure).title} ${toProblem(failure).advice}`}</Notice>
        </div>
      )}
      {t('deleteText')}
    </ConfirmDialog>
  );
}
