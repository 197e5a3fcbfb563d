import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import type { HandOver } from './one-time-password.tsx';
import { useAdminApi } from './use-admin-api.ts';

export interface ResetPasswordDialogProps {
  user: AdminUser;
  onClose: () => void;
  onReset: (handOver: HandOver) => void;
}

/** Asks, then gives the user a one-time password. */
export function ResetPasswordDialog({ user, onClose, onReset }: ResetPasswordDialogProps) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const toProblem = useProblem();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const reset = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { oneTimePassword } = await api.resetPassword(user.id);
      onReset({ name: user.displayName, oneTimePassword });
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('users.resetTitle', { name: user.displayName })}
      action={t('users.resetPassword')}
      isDangerous
      isBusy={isBusy}
      onConfirm={() => void reset()}
      onClose={onClose}
    >
      {failure !== undefined && (
        <div className="pb-3">
          <Notice tone="error">{`${toProblem(failure).title} ${toProblem(failure).advice}`}</Notice>
        </div>
      )}
      {t('users.resetText')}
    </ConfirmDialog>
  );
}
