import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { useAdminApi } from './use-admin-api.ts';

export interface DeleteUserDialogProps {
  user: AdminUser;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks, saying what goes and what is kept, then deletes a person. There is no undo: disabling is the way that has one. */
export function DeleteUserDialog({ user, onClose, onDeleted }: DeleteUserDialogProps) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const toProblem = useProblem();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.deleteUser(user.id);
      toasts.show({ tone: 'success', text: t('users.deleted', { name: user.displayName }) });
      onDeleted();
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  const numbers = user.extensions.map((extension) => extension.number).join(', ');
  return (
    <ConfirmDialog
      isOpen
      title={t('users.deleteTitle', { name: user.displayName })}
      action={t('users.deleteAction')}
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
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>{t('users.deleteEnds')}</li>
        <li>{numbers === '' ? t('users.deleteKeeps') : t('users.deleteKeepsExtension', { numbers })}</li>
        <li>{t('users.deleteNoUndo')}</li>
      </ul>
    </ConfirmDialog>
  );
}
