import { CloudOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../join-classes.ts';

export interface PageBannerProps {
  tone: 'neutral' | 'amber' | 'accent' | 'red';
  icon: LucideIcon;
  children: ReactNode;
  action?: ReactNode;
}

const TONES = {
  neutral: 'bg-n4 text-n12',
  amber: 'bg-amber-soft text-amber-text',
  accent: 'bg-accent-soft text-accent-text',
  red: 'bg-red-soft text-red-text',
};

/** A line across the page for what concerns all of it. */
export function PageBanner({ tone, icon: Icon, children, action }: PageBannerProps) {
  return (
    <div role="status" className={joinClasses('flex min-h-9 items-center gap-2.5 border-b px-4 py-1.5 text-dense', TONES[tone])}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}

/** The connection is gone: says what still works. */
export function OfflineBanner({ works }: { works?: string }) {
  const { t } = useTranslation('ui');
  return (
    <PageBanner tone="amber" icon={CloudOff}>
      <strong className="font-semibold">{t('offline.title')}</strong> {works ?? t('offline.works')}
    </PageBanner>
  );
}
