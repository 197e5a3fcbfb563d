import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ToastRegion } from '../../ui/feedback/toast-region.tsx';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { useRunningTelephony } from '../app-context.tsx';
import { Banners } from './banners.tsx';
import { PaletteHost } from './palette-host.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every page of somebody signed in: rail, top bar, banners, the page, the call dock. */
export function Shell() {
  const { t } = useTranslation('app');
  const running = useRunningTelephony();
  const frame = (
    <div className="flex h-full flex-col sm:flex-row">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-input bg-accent px-3 py-2 text-accent-ink focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <TopBar reachability={running === undefined ? null : <running.module.ReachabilityBadge />} />
        <Banners />
        <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 overflow-auto outline-none">
          <Suspense fallback={<SkeletonRows />}>
            <Outlet />
          </Suspense>
        </main>
        {running !== undefined && (
          <Suspense fallback={null}>
            <running.module.CallDock />
          </Suspense>
        )}
      </div>
      {running !== undefined && (
        <Suspense fallback={null}>
          <running.module.IncomingCalls />
        </Suspense>
      )}
      <PaletteHost />
      <ToastRegion />
    </div>
  );
  if (running === undefined) return frame;
  return <running.module.TelephonyProvider value={running.telephony}>{frame}</running.module.TelephonyProvider>;
}
