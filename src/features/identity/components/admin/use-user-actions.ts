import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import type { AdminApi } from '../../state/admin-api.ts';
import { useAdminApi } from './use-admin-api.ts';

/** Name of the user list's query. */
export const USERS_QUERY = 'admin-users';

/** Disables and enables users. Disabling can be undone from the toast. */
export function useUserActions(): { setDisabled: (user: AdminUser, isDisabled: boolean) => void } {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const queries = useQueryClient();
  const toProblem = useProblem();

  const store = async (user: AdminUser, isDisabled: boolean): Promise<AdminUser | undefined> => {
    try {
      return await setOn(api, user, isDisabled);
    } catch (failure) {
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
      return undefined;
    } finally {
      await queries.invalidateQueries({ queryKey: [USERS_QUERY] });
    }
  };
  const setDisabled = async (user: AdminUser, isDisabled: boolean): Promise<void> => {
    const changed = await store(user, isDisabled);
    if (changed === undefined) return;
    const text = isDisabled ? t('users.disabledToast', { name: user.displayName }) : t('users.enabledToast', { name: user.displayName });
    toasts.show({ tone: 'success', text, undo: () => void store(changed, !isDisabled) });
  };
  return { setDisabled: (user, isDisabled) => void setDisabled(user, isDisabled) };
}

/** Sets the flag. Whatever else was changed meanwhile has no bearing on it, so a conflict is settled by reading again. */
async function setOn(api: AdminApi, user: AdminUser, isDisabled: boolean): Promise<AdminUser> {
  try {
    return await api.updateUser(user.id, { version: user.version, isDisabled });
  } catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.code !== 'changed-meanwhile') throw failure;
    const current = await api.user(user.id);
    return api.updateUser(user.id, { version: current.version, isDisabled });
  }
}
