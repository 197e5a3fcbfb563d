import { startTransition, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pageNews } from '../platform/news/page-news.ts';
import { NavigationProvider } from '../platform/router/router-context.tsx';
import type { Router, RouterState } from '../platform/router/router.ts';
import { ErrorBoundary } from '../ui/feedback/error-boundary.tsx';
import type { AppRoute } from './routes.ts';
import { Crash } from './routes/crash.tsx';
import { NotFound } from './routes/not-found.tsx';
import { Loading } from './shell/loading.tsx';

/**
 * The router's state. Another page is entered as a transition: the one before stays until the next one's code and words
 * are there. Other parameters of the same page are drawn with the event that set them, or a search box loses letters.
 */
function useRouterState(router: Router<AppRoute>): RouterState<AppRoute> {
  const [state, setState] = useState(router.state);
  useEffect(() => {
    let drawnPath: string | undefined;
    const follow = (): void => {
      const next = router.state();
      const path = next.kind === 'showing' ? next.location.path : undefined;
      if (path !== undefined && path === drawnPath) setState(next);
      else startTransition(() => setState(next));
      drawnPath = path;
    };
    follow();
    return router.subscribe(follow);
  }, [router]);
  return state;
}

/** Draws the page of the current address inside its layouts. */
export function RouterView({ router }: { router: Router<AppRoute> }) {
  const state = useRouterState(router);
  const location = state.kind === 'starting' ? undefined : state.location;
  const navigation = useMemo(
    () =>
      location && {
        location,
        navigate: (href: string, options?: { isReplacing?: boolean }) => void router.navigate(href, options),
      },
    [router, location],
  );
  if (navigation === undefined || state.kind === 'starting') return <Loading />;
  return (
    <NavigationProvider value={navigation}>
      <Suspense fallback={<Loading />}>{drawn(state, () => void router.retry())}</Suspense>
    </NavigationProvider>
  );
}

function drawn(state: Exclude<RouterState<AppRoute>, { kind: 'starting' }>, onRetry: () => void): ReactNode {
  if (state.kind === 'failed') {
    return (
      <main>
        <Crash failure={state.failure} onRetry={onRetry} />
      </main>
    );
  }
  const { rule, location } = state;
  if (rule === undefined) return <NotFound />;
  const page = (
    <ErrorBoundary key={location.path} fallback={(failure, reset) => <Crash failure={failure} onRetry={reset} />}>
      <PageTitle word={rule.title} />
      <rule.page />
    </ErrorBoundary>
  );
  return rule.layouts.reduceRight<ReactNode>((inside, Layout) => <Layout>{inside}</Layout>, page);
}

/** Names the window after the page: what a screen reader says first, and what one finds a tab by. */
function PageTitle({ word }: { word: AppRoute['title'] }) {
  const { t } = useTranslation('app');
  const name = t(`nav.${word}`);
  useEffect(() => {
    pageNews.setPage(name);
  }, [name]);
  return null;
}
