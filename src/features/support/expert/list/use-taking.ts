import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { useSupportApi } from '../use-support-api.ts';

export interface Taking {
  readonly take: (row: SessionSummary) => void;
  readonly failure: Error | null;
}

/** Takes a session from whoever has it as far as the list knows; of one that waits it is said whose links are answered now. */
export function useTaking(userId: string, done: { readonly onTaken: (id: string) => void; readonly onRefused: () => void }): Taking {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const taking = useMutation({
    mutationFn: ({ id, ownerId }: SessionSummary) => api.assign(id, { userId, from: ownerId }),
    onSuccess: ({ id }, { state, ownerName }) => {
      if (state === 'waiting') toasts.show({ tone: 'info', text: t('queue.yours', { name: ownerName }) });
      done.onTaken(id);
    },
    onError: done.onRefused,
  });
  return { take: (row) => taking.mutate(row), failure: taking.error };
}
