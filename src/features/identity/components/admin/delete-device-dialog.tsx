import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../../protocol/identity/admin.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { useAdminApi } from './use-admin-api.ts';

export interface DeleteDeviceDialogProps {
  device: Device;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks, then deletes a SIP phone: its password cannot be brought back, so there is no undo. */
export function DeleteDeviceDialog({ device, onClose, onDeleted }: DeleteDeviceDialogProps) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const toProblem = useProblem();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.deleteDevice(device.id);
      toasts.show({ tone: 'success', text: t('devices.deleted', { name: device.label }) });
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
      title={t('devices.deleteTitle')}
      action={t('devices.deleteAction')}
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
      {t('devices.deleteText', { name: device.label, person: device.userName })}
    </ConfirmDialog>
  );
}
