import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../platform/router/link.tsx';
import { useLocation } from '../../platform/router/router-context.tsx';
import { useMe } from '../../features/identity/index.ts';
import { QueryScope } from '../../platform/queries/query-scope.tsx';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { adminPages, pagesFor } from '../pages.ts';
import { pageIcons } from './page-icons.ts';

/** The admin pages with their list at the side; above them on a narrow screen. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('app');
  const me = useMe();
  const { path } = useLocation();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the list scrolls sideways: the current page must not be out of sight.
    list.current?.querySelector(`[href="${path}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  if (me === undefined) return null;
  return (
    <div className="flex min-h-full flex-col lg:flex-row">
      <nav
        ref={list}
        aria-label={t('nav.admin')}
        className="flex shrink-0 gap-1 overflow-x-auto border-b px-3 py-2 lg:w-52 lg:flex-col lg:border-r lg:border-b-0 lg:py-4"
      >
        {pagesFor(me.role, adminPages).map(({ path, word }) => {
          const Icon = pageIcons[word];
          return (
            <Link
              key={path}
              to={path}
              className="flex min-h-8 shrink-0 items-center gap-2 rounded-input px-2.5 text-dense font-medium whitespace-nowrap text-n11 transition-colors hover:bg-n3 hover:text-n12 aria-[current]:bg-n4 aria-[current]:text-n12 pointer-coarse:min-h-11"
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              {t(`nav.${word}`)}
            </Link>
          );
        })}
      </nav>
      <div className="min-w-0 flex-1 px-3 py-4 sm:px-6 sm:py-5">
        <QueryScope>
          <Suspense fallback={<SkeletonRows />}>{children}</Suspense>
        </QueryScope>
      </div>
    </div>
  );
}
