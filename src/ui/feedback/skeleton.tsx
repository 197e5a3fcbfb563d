import { useTranslation } from 'react-i18next';
import { joinClasses } from '../join-classes.ts';

/** A grey stand-in of the coming content. Invisible for 300 ms: what is fast never flickers. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return (
    <div aria-hidden className="animate-late">
      <div className={joinClasses('animate-pulse rounded-mark bg-n4', className)} />
    </div>
  );
}

/** Rows of a list that is loading, with one word for screen readers. */
export function SkeletonRows({ count = 5 }: { count?: number }) {
  const { t } = useTranslation('ui');
  return (
    <div role="status" className="flex flex-col gap-3 p-3">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} className={joinClasses('h-5', index % 3 === 0 ? 'w-4/5' : index % 3 === 1 ? 'w-full' : 'w-2/3')} />
      ))}
    </div>
  );
}
