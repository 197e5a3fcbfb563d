import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportRetention } from '../../../../../protocol/support/retention.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { RetentionApi } from '../../state/retention-api.ts';

const queryKey = ['support-retention'];

export function useRetentionApi(): RetentionApi {
  const { http } = usePlatform();
  return useMemo(() => new RetentionApi(http), [http]);
}

/** The tenant's days as they were when somebody came to the page: what they work on is not replaced while they do. */
export function useRetention() {
  const api = useRetentionApi();
  return useQuery({ queryKey, queryFn: ({ signal }) => api.settings(signal), staleTime: Infinity, refetchOnMount: 'always' });
}

/** Keeps days over the version that is given, or over whatever is there now. */
export function useRetentionSaving() {
  const { t } = useTranslation('supportRetention');
  const api = useRetentionApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ screenDays, version }: Pick<SupportRetention, 'screenDays'> & { readonly version: number | 'any' }) => {
      const over = version === 'any' ? (await api.settings(new AbortController().signal)).version : version;
      return api.setSettings({ screenDays, version: over });
    },
    onSuccess: (settings) => {
      client.setQueryData(queryKey, settings);
      toasts.show({ tone: 'success', text: t('days.saved') });
    },
  });
}
