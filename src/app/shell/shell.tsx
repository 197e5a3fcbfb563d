import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { ToastRegion } from '../../ui/feedback/toast-region.tsx';
import { LatePart } from '../../ui/overlay/late-part.tsx';
import { InTelephony } from '../in-telephony.tsx';
import { Banners } from './banners.tsx';
import { PaletteHost } from './palette-host.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every page of somebody signed in: rail, top bar, banners, the page, the call dock. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full flex-col sm:flex-row">
      <SkipLink />
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <TopBar
          reachability={
            <LatePart>
              <InTelephony>{({ ReachabilityBadge }) => <ReachabilityBadge />}</InTelephony>
            </LatePart>
          }
        />
        <Banners />
        <LatePart>
          <InTelephony>{({ EmergencyAlerts }) => <EmergencyAlerts />}</InTelephony>
        </LatePart>
        <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 overflow-auto outline-none">
          <Suspense fallback={<SkeletonRows />}>{children}</Suspense>
        </main>
        <LatePart>
          <InTelephony>{({ CallDock }) => <CallDock />}</InTelephony>
        </LatePart>
      </div>
      <LatePart>
        <InTelephony>{({ IncomingCalls }) => <IncomingCalls />}</InTelephony>
      </LatePart>
      <LatePart>
        <InTelephony>{({ EmergencyCalls }) => <EmergencyCalls />}</InTelephony>
      </LatePart>
      <PaletteHost />
      <ToastRegion />
    </div>
  );
}

function SkipLink() {
  const { t } = useTranslation('app');
  return (
    <a
      href="#content"
      className="absolute top-2 left-2 z-50 -translate-y-16 rounded-input bg-accent px-3 py-2 text-accent-ink focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
