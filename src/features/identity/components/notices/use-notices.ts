import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushKind } from '../../../../../protocol/identity/push.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { createNotices } from '../../pages/notices/create-notices.ts';
import type { NoticeView } from '../../state/notices/browser-notices.ts';

const KEY = ['browser-notices'];

/** What one can do with notices of this browser. */
export interface NoticeActions {
  isBusy: boolean;
  /** Why the last one failed. */
  problem: string | undefined;
  turnOn: () => void;
  turnOff: () => void;
  choose: (kinds: readonly PushKind[]) => void;
  lookAgain: () => void;
}

export interface UsedNotices {
  view: UseQueryResult<NoticeView>;
  actions: NoticeActions;
  removingId: string | undefined;
  remove: (id: string) => void;
}

/** Notices of this person's browsers, read from the browser and the server. */
export function useNotices(): UsedNotices {
  const { t } = useTranslation('notices');
  const { http } = usePlatform();
  const queries = useQueryClient();
  const why = useWhy();
  const notices = useMemo(() => createNotices(http), [http]);
  const view = useQuery({ queryKey: KEY, queryFn: () => notices.read() });
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: KEY }) };
  const act = useMutation({ mutationFn: (work: () => Promise<void>) => work(), ...settled });
  const remove = useMutation({
    mutationFn: (id: string) => notices.remove(id),
    onSuccess: () => toasts.show({ tone: 'success', text: t('removed') }),
    onError: (failure) => toasts.show({ tone: 'error', text: why(failure) }),
    ...settled,
  });
  return {
    view,
    actions: {
      isBusy: act.isPending,
      problem: act.error === null ? undefined : t('failed', { why: why(act.error) }),
      turnOn: () => act.mutate(() => notices.turnOn()),
      turnOff: () => act.mutate(() => notices.turnOff()),
      choose: (kinds) => act.mutate(() => notices.choose(kinds)),
      lookAgain: () => void view.refetch(),
    },
    removingId: remove.isPending ? remove.variables : undefined,
    remove: (id) => remove.mutate(id),
  };
}

/** Our server's refusals have words of their own; what else fails is the browser's push service. */
function useWhy(): (failure: unknown) => string {
  const { t } = useTranslation('notices');
  const toProblem = useProblem();
  return (failure) => (failure instanceof ApiFailure ? `${toProblem(failure).title} ${toProblem(failure).advice}` : t('service'));
}
