import { useEffect } from 'react';
import { IdentityProvider } from '../features/identity/index.ts';
import { PlatformProvider } from '../platform/platform-context.tsx';
import type { Router } from '../platform/router/router.ts';
import { AppPartsProvider, type AppParts } from './app-context.tsx';
import { RouterView } from './router-view.tsx';
import type { AppRoute } from './routes.ts';
import type { Services } from './services.ts';

export interface AppProps {
  services: Services;
  parts: AppParts;
  router: Router<AppRoute>;
}

/** Everything that components reach by context, around the routes. */
export function App({ services, parts, router }: AppProps) {
  const { store } = services.identity;
  // Guards decide by the session: when it changes they are asked again (signed out → sign-in page).
  useEffect(() => store.subscribe(() => void router.retry()), [store, router]);
  return (
    <PlatformProvider value={services.platform}>
      <IdentityProvider value={services.identity}>
        <AppPartsProvider value={parts}>
          <RouterView router={router} />
        </AppPartsProvider>
      </IdentityProvider>
    </PlatformProvider>
  );
}
