import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../../protocol/identity/admin.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { useAdminApi } from './use-admin-api.ts';

/** Name of the query for the list of SIP phones. */
export const DEVICES_QUERY = 'admin-devices';

/** Disables and enables SIP phones. Either can be undone from the toast. */
export function useDeviceActions(): { setDisabled: (device: Device, isDisabled: boolean) => void } {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const queries = useQueryClient();
  const toProblem = useProblem();

  const store = async (device: Device, isDisabled: boolean): Promise<boolean> => {
    try {
      await api.setDeviceDisabled(device.id, isDisabled);
      return true;
    } catch (failure) {
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: [DEVICES_QUERY] });
    }
  };
  const setDisabled = async (device: Device, isDisabled: boolean): Promise<void> => {
    if (!(await store(device, isDisabled))) return;
    const name = device.label;
    const text = isDisabled ? t('devices.disabledToast', { name }) : t('devices.enabledToast', { name });
    toasts.show({ tone: 'success', text, undo: () => void store(device, !isDisabled) });
  };
  return { setDisabled: (device, isDisabled) => void setDisabled(device, isDisabled) };
}
