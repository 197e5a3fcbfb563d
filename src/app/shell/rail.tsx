import { AudioLines, LifeBuoy, Phone, ShieldUser, Workflow, type LucideIcon } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InTelephony } from '../in-telephony.tsx';
import { Link } from '../../platform/router/link.tsx';
import { pageNews } from '../../platform/news/page-news.ts';
import { NewsCount } from '../../ui/status/news-count.tsx';
import { useMe } from '../../features/identity/index.ts';
import { adminPages, pagesFor, planPages, recordingPages, supportPages } from '../pages.ts';

/** The product's areas. At the left; under the thumb on a narrow screen. What one may not see is absent. */
export function Rail() {
  const { t } = useTranslation('app');
  const me = useMe();
  const firstAdminPage = me === undefined ? undefined : pagesFor(me.role, adminPages)[0];
  const isPlansShown = me !== undefined && pagesFor(me.role, planPages).length > 0;
  const isSupportShown = me !== undefined && pagesFor(me.role, supportPages).length > 0;
  const areRecordingsShown = me !== undefined && pagesFor(me.role, recordingPages).length > 0;
  return (
    <nav
      aria-label={t('nav.main')}
      className="order-last flex shrink-0 justify-center gap-1 border-t bg-surface px-2 py-1 sm:order-first sm:w-22 sm:flex-col sm:px-1 sm:justify-start sm:border-t-0 sm:border-r sm:py-2"
    >
      <img src="/icon.svg" alt="" className="mx-auto mb-2 hidden size-8 sm:block" />
      <RailLink to="/phone" icon={Phone} label={t('nav.phone')} news={<InTelephony>{({ PhoneNews }) => <PhoneNews />}</InTelephony>} />
      {areRecordingsShown && <RailLink to="/recordings" icon={AudioLines} label={t('nav.recordings')} />}
      {isPlansShown && <RailLink to="/plans" icon={Workflow} label={t('nav.plans')} />}
      {isSupportShown && <RailLink to="/support" icon={LifeBuoy} label={t('nav.support')} news={<SupportNews />} />}
      {firstAdminPage !== undefined && <RailLink to="/admin" icon={ShieldUser} label={t('nav.adminHome')} />}
    </nav>
  );
}

/** What happened in this tab's support sessions and nobody has seen. */
function SupportNews() {
  const { t } = useTranslation('app');
  const count = useSyncExternalStore(pageNews.subscribe, pageNews.get, pageNews.get);
  return <NewsCount count={count}>{t('nav.supportNews', { count })}</NewsCount>;
}

interface RailLinkProps {
  to: '/phone' | '/recordings' | '/plans' | '/support' | '/admin';
  icon: LucideIcon;
  label: string;
  /** Drawn at the icon's corner, and read after the label. */
  news?: ReactNode;
}

function RailLink({ to, icon: Icon, label, news }: RailLinkProps) {
  return (
    <Link
      to={to}
      className="relative flex min-h-12 w-20 min-w-0 flex-col items-center justify-center gap-0.5 overflow-hidden rounded-input text-caption font-medium text-n11 transition-colors hover:bg-n3 hover:text-n12 aria-[current]:bg-accent-soft aria-[current]:text-accent-text sm:w-auto"
    >
      <Icon aria-hidden className="size-5" />
      <span className="max-w-full truncate">{label}</span>
      {news !== undefined && <span className="absolute top-2 left-1/2">{news}</span>}
    </Link>
  );
}
