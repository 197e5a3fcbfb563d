import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Callback } from '../../../../../protocol/telephony/callbacks.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';

export interface CancelDialogProps {
  callback: Callback;
  onCancel: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a promised call is cancelled. */
export function CancelDialog({ callback, onCancel, onClose }: CancelDialogProps) {
  const { t } = useTranslation('callbacks');
  const toProblem = useProblem();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const name = callback.callerName || callback.callerNumber;
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onCancel();
      toasts.show({ tone: 'success', text: t('cancelled', { name }) });
      onClose();
    } catch (cause) {
      // It ended meanwhile: the list shows how.
      if (cause instanceof ApiFailure && cause.code === 'not-found') onClose();
      else setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('sure', { name })}
      action={t('notCallBack')}
      isDangerous
      isBusy={isBusy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {failure !== undefined && <Notice tone="error">{toProblem(failure).title}</Notice>}
      {t('sureText', { name, queue: callback.queueName })}
    </ConfirmDialog>
  );
}
