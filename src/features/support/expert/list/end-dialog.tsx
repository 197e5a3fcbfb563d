import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { useSupportApi } from '../use-support-api.ts';

export interface EndDialogProps {
  readonly sessionId: string;
  readonly onEnded: () => void;
  readonly onClose: () => void;
}

/** Ends a session from outside. */
export function EndDialog({ sessionId, onEnded, onClose }: EndDialogProps) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const end = useMutation({
    mutationFn: () => api.end(sessionId),
    onSuccess: () => {
      toasts.show({ tone: 'success', text: t('end.ended') });
      onEnded();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      title={t('end.title')}
      action={t('end.action')}
      isDangerous
      isBusy={end.isPending}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      <FailureNotice failure={end.error} />
      {t('end.text')}
    </ConfirmDialog>
  );
}
