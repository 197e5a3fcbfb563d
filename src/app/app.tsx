import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { IdentityProvider } from '../features/identity/index.ts';
import { PlatformProvider } from '../platform/platform-context.tsx';
import { AppPartsProvider, type AppParts } from './app-context.tsx';
import type { AppRouter } from './router.tsx';
import type { Services } from './services.ts';
import { Loading } from './shell/loading.tsx';

export interface AppProps {
  services: Services;
  parts: AppParts;
  router: AppRouter;
}

/** Everything that components reach by context, around the routes. */
export function App({ services, parts, router }: AppProps) {
  const { store } = services.identity;
  // Guards decide by the session: when it changes they are asked again (signed out → sign-in page).
  useEffect(() => store.subscribe(() => void router.invalidate()), [store, router]);
  return (
    <QueryClientProvider client={services.queries}>
      <PlatformProvider value={services.platform}>
        <IdentityProvider value={services.identity}>
          <AppPartsProvider value={parts}>
            <Suspense fallback={<Loading />}>
              <RouterProvider router={router} />
            </Suspense>
          </AppPartsProvider>
        </IdentityProvider>
      </PlatformProvider>
    </QueryClientProvider>
  );
}
