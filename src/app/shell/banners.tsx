import { RefreshCw, TriangleAlert, Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/index.ts';
import { currentLanguage } from '../../platform/i18n/i18n.ts';
import { Link } from '../../platform/router/link.tsx';
import { usePlatform } from '../../platform/platform-context.tsx';
import { Button } from '../../ui/button/button.tsx';
import { buttonClasses } from '../../ui/button/button-styles.ts';
import { OfflineBanner, PageBanner } from '../../ui/feedback/page-banner.tsx';
import { usePageVersion } from '../app-context.tsx';
import { useConnection } from './use-connection.ts';

/** Breaks shorter than this are not worth a banner. */
const PATIENCE_MS = 2_000;

/** What concerns the whole page: the organisation's end, no connection, a newer version. */
export function Banners() {
  return (
    <>
      <EndedBanner />
      <ConnectionBanner />
      <VersionBanner />
    </>
  );
}

function EndedBanner() {
  const { t } = useTranslation('app');
  const { name, end } = useMe()?.tenant ?? {};
  if (end === undefined) return null;
  const dayOf = (time: string): string => new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium' }).format(new Date(time));
  return (
    <PageBanner
      tone="red"
      icon={TriangleAlert}
      action={
        <Link to="/admin/organisation" className={buttonClasses('secondary', 'dense')}>
          {t('ended.details')}
        </Link>
      }
    >
      {t('ended.text', { name, since: dayOf(end.endedAt), pbx: dayOf(end.pbxGoneAt), support: dayOf(end.supportGoneAt) })}
    </PageBanner>
  );
}

function ConnectionBanner() {
  const { t } = useTranslation('app');
  const connection = useConnection();
  if (connection === 'fine') return null;
  return connection === 'offline' ? <OfflineBanner works={t('live.offlineWorks')} /> : <LostBanner />;
}

/** Lives as long as the break; shows itself when that lasts. */
function LostBanner() {
  const { t } = useTranslation('app');
  const { live } = usePlatform();
  const [isPatienceOver, setPatienceOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPatienceOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isPatienceOver) return null;
  return (
    <PageBanner
      tone="amber"
      icon={Unplug}
      action={
        <Button size="dense" onClick={() => live.retryNow()}>
          {t('live.retry')}
        </Button>
      }
    >
      <strong className="font-semibold">{t('live.lost')}</strong> {t('live.back')}
    </PageBanner>
  );
}

function VersionBanner() {
  const { t } = useTranslation('app');
  const version = usePageVersion();
  if (version === 'current') return null;
  const texts = { 'newer-available': t('update.text'), 'too-old': t('update.required'), 'server-too-old': t('update.serverOld') };
  return (
    <PageBanner
      tone={version === 'newer-available' ? 'accent' : 'red'}
      icon={version === 'newer-available' ? RefreshCw : TriangleAlert}
      action={
        <Button size="dense" onClick={() => location.reload()}>
          {t('update.reload')}
        </Button>
      }
    >
      {texts[version]}
    </PageBanner>
  );
}
