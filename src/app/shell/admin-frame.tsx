import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/index.ts';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { adminPages, pagesFor } from '../pages.ts';

/** The admin pages with their list at the side; above them on a narrow screen. */
export function AdminFrame() {
  const { t } = useTranslation('app');
  const me = useMe();
  if (me === undefined) return null;
  return (
    <div className="flex min-h-full flex-col lg:flex-row">
      <nav
        aria-label={t('nav.admin')}
        className="flex shrink-0 gap-1 overflow-x-auto border-b px-3 py-2 lg:w-48 lg:flex-col lg:border-r lg:border-b-0 lg:py-4"
      >
        {pagesFor(me.role, adminPages).map(({ path, word, icon: Icon }) => (
          <Link
            key={path}
            to={path}
            className="flex min-h-8 shrink-0 items-center gap-2 rounded-input px-2.5 text-dense font-medium whitespace-nowrap text-n11 transition-colors hover:bg-n3 hover:text-n12 data-[status=active]:bg-n4 data-[status=active]:text-n12 pointer-coarse:min-h-11"
          >
            <Icon aria-hidden className="size-4" />
            {t(`nav.${word}`)}
          </Link>
        ))}
      </nav>
      <div className="min-w-0 flex-1 px-3 py-4 sm:px-6 sm:py-5">
        <Suspense fallback={<SkeletonRows />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
