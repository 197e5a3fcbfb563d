import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, MonitorSmartphone, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WebSession } from '../../../../protocol/identity/session.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { exactTime, relativeTime } from '../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../platform/i18n/i18n.ts';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { toasts } from '../../../ui/feedback/toast-store.ts';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { Badge } from '../../../ui/status/badge.tsx';
import { useIdentity } from '../components/session-context.tsx';
import { browserNameOf } from '../state/browser-name.ts';

const KEY = ['web-sessions'];

/** `/account/sessions`: every place where one is signed in, and the way to end each. */
export function SessionsPage() {
  const { t } = useTranslation('identity');
  const { api } = useIdentity();
  const toProblem = useProblem();
  const list = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.sessions(signal) });
  return (
    <div className="mx-auto max-w-180 px-4 py-6">
      <PageHeader title={t('sessions.title')} text={t('sessions.text')} />
      <section className="card overflow-hidden">
        {list.isError ? (
          <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} />
        ) : list.data === undefined ? (
          <SkeletonRows />
        ) : list.data.length === 0 ? (
          <EmptyState icon={MonitorSmartphone} title={t('sessions.title')} />
        ) : (
          <ul className="divide-y divide-n6">
            {list.data.map((session) => (
              <SessionLine key={session.id} session={session} nowMs={list.dataUpdatedAt} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function useBrowserName(session: WebSession): string {
  const { t } = useTranslation('identity');
  const { browser, system } = browserNameOf(session.userAgent);
  if (browser === undefined && system === undefined) return t('sessions.unknownBrowser');
  return t('sessions.onSystem', { browser: browser ?? t('sessions.unknownBrowser'), system: system ?? '?' });
}

function SessionLine({ session, nowMs }: { session: WebSession; nowMs: number }) {
  const { t } = useTranslation('identity');
  const { api } = useIdentity();
  const queries = useQueryClient();
  const toProblem = useProblem();
  const language = currentLanguage();
  const name = useBrowserName(session);
  const Icon = /Android|iPhone|iPad/.test(session.userAgent) ? Smartphone : Monitor;
  const lastSeen = Date.parse(session.lastSeenAt);
  const revoke = useMutation({
    mutationFn: () => api.revoke(session.id),
    onSuccess: () => toasts.show({ tone: 'success', text: t('sessions.revoked') }),
    onError: (failure) => toasts.show({ tone: 'error', text: `${toProblem(failure).title} ${toProblem(failure).advice}` }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-n10" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium">
          {name}
          {session.isCurrent && <Badge tone="accent">{t('sessions.current')}</Badge>}
        </p>
        <p className="text-caption text-n11 tabular-nums">
          <span title={exactTime(lastSeen, language)}>
            {t('sessions.lastSeen')}: {relativeTime(lastSeen, nowMs, language)}
          </span>
          {' · '}
          {t('sessions.since')}: {exactTime(Date.parse(session.createdAt), language)}
          {' · '}
          {session.address}
        </p>
      </div>
      {!session.isCurrent && (
        <Button
          size="dense"
          tone="danger-quiet"
          aria-label={t('sessions.revokeNamed', { name: `${name}, ${session.address}` })}
          isBusy={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {t('sessions.revoke')}
        </Button>
      )}
    </li>
  );
}
