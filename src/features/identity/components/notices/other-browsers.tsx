import { useTranslation } from 'react-i18next';
import type { OwnPushSubscription } from '../../../../../protocol/identity/push.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { browserNameOf } from '../../state/browser-name.ts';

export interface OtherBrowsersProps {
  browsers: readonly OwnPushSubscription[];
  nowMs: number;
  removingId: string | undefined;
  onRemove: (id: string) => void;
}

/** Further browsers of this person that are told, with the way to end each. */
export function OtherBrowsers({ browsers, nowMs, removingId, onRemove }: OtherBrowsersProps) {
  const { t } = useTranslation('notices');
  return (
    <section className="card mt-4 overflow-hidden" aria-labelledby="other-browsers">
      <h2 id="other-browsers" className="px-4 pt-4 pb-2 text-body font-semibold">
        {t('others')}
      </h2>
      {browsers.length === 0 ? (
        <p className="px-4 pb-4 text-dense text-n11">{t('noOthers')}</p>
      ) : (
        <ul className="divide-y divide-n6">
          {browsers.map((browser) => (
            <BrowserLine key={browser.id} browser={browser} nowMs={nowMs} isBusy={removingId === browser.id} onRemove={onRemove} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface BrowserLineProps {
  browser: OwnPushSubscription;
  nowMs: number;
  isBusy: boolean;
  onRemove: (id: string) => void;
}

function BrowserLine({ browser, nowMs, isBusy, onRemove }: BrowserLineProps) {
  const { t } = useTranslation('notices');
  const language = currentLanguage();
  const known = browserNameOf(browser.userAgent);
  const name =
    known.browser === undefined && known.system === undefined
      ? t('unknownBrowser')
      : t('onSystem', { browser: known.browser ?? t('unknownBrowser'), system: known.system ?? '?' });
  const told =
    browser.lastOkAt === null ? t('neverTold') : t('lastTold', { time: relativeTime(Date.parse(browser.lastOkAt), nowMs, language) });
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium">{name}</p>
        <p className="text-caption text-n11 tabular-nums">
          {t('since', { time: exactTime(Date.parse(browser.createdAt), language) })} · {told}
        </p>
      </div>
      <Button size="dense" tone="danger-quiet" aria-label={t('removeNamed', { name })} isBusy={isBusy} onClick={() => onRemove(browser.id)}>
        {t('remove')}
      </Button>
    </li>
  );
}
