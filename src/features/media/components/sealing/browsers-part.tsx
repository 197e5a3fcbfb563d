import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealingBrowser } from '../../../../../protocol/media/sealing.ts';
import { exactTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { SealingState } from '../../state/sealing/sealing-desk.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useSealing, useSealingChange } from './sealing-context.tsx';
import { SealingFailure } from './sealing-failure.tsx';

type KnownState = SealingState & { kind: 'stranger' | 'waiting' | 'approved' };
type Asked = { readonly kind: 'approve' | 'remove'; readonly browser: SealingBrowser };

/** Every browser that may open, and those that wait. */
export function BrowsersPart({ state }: { state: KnownState }) {
  const { t } = useTranslation('sealing');
  const [asked, setAsked] = useState<Asked>();
  const isManager = state.kind === 'approved' && state.ring.root !== null;
  const browsers = state.keys.browsers.filter(({ kind }) => kind === 'browser');
  const ordered = [...browsers.filter(isWaiting), ...browsers.filter((browser) => !isWaiting(browser))];
  const close = (): void => setAsked(undefined);
  return (
    <section aria-labelledby="sealing-browsers" className="card overflow-hidden">
      <h2 id="sealing-browsers" className="px-4 pt-4 text-title font-semibold">
        {t('browsers.title')}
      </h2>
      {!isManager && <p className="px-4 pt-1 text-dense text-n11">{t('browsers.needsKeys')}</p>}
      <ul aria-labelledby="sealing-browsers" className="mt-2 divide-y divide-n6">
        {ordered.map((browser) => (
          <BrowserLine
            key={browser.id}
            browser={browser}
            isThis={'browserId' in state && state.browserId === browser.id}
            onAsk={isManager ? setAsked : undefined}
          />
        ))}
      </ul>
      {asked?.kind === 'approve' && state.kind === 'approved' && <ApproveDialog browser={asked.browser} state={state} onClose={close} />}
      {asked?.kind === 'remove' && state.kind === 'approved' && (
        <RemoveDialog browser={asked.browser} isThis={asked.browser.id === state.browserId} onClose={close} />
      )}
    </section>
  );
}

function isWaiting({ certificate }: SealingBrowser): boolean {
  return certificate === null;
}

interface BrowserLineProps {
  readonly browser: SealingBrowser;
  readonly isThis: boolean;
  /** Absent where this browser has no right to it. */
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

function BrowserLine({ browser, isThis, onAsk }: BrowserLineProps) {
  const { t } = useTranslation('sealing');
  const { name, userName, isManager, createdAt } = browser;
  const isGone = userName === null;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium">
          <span className="min-w-0 break-words">{name}</span>
          {isThis && <Badge tone="accent">{t('thisBrowser')}</Badge>}
          <Badge tone={isWaiting(browser) ? 'amber' : 'neutral'}>
            {t(isWaiting(browser) ? 'browsers.waiting' : isManager ? 'browsers.manager' : 'browsers.listener')}
          </Badge>
        </p>
        <p className="text-caption text-n11">
          {userName ?? t('browsers.gone')} · {t('browsers.since', { date: exactTime(Date.parse(createdAt), currentLanguage()) })}
        </p>
        {isGone && <p className="text-caption text-amber-text">{t('browsers.goneHint')}</p>}
      </div>
      {isWaiting(browser) ? <WaitingButtons browser={browser} onAsk={onAsk} /> : null}
      {!isWaiting(browser) && onAsk !== undefined && (
        <Button
          size="dense"
          tone="danger-quiet"
          aria-label={t('browsers.removeNamed', { name })}
          onClick={() => onAsk({ kind: 'remove', browser })}
        >
          {t('browsers.remove')}
        </Button>
      )}
    </li>
  );
}

function WaitingButtons({ browser, onAsk }: Pick<BrowserLineProps, 'browser' | 'onAsk'>) {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const change = useSealingChange();
  const { name } = browser;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="dense"
        tone="quiet"
        aria-label={t('browsers.rejectNamed', { name })}
        isBusy={change.isBusy}
        onClick={() => void change.run(() => desk.withdraw(browser.id))}
      >
        {t('browsers.reject')}
      </Button>
      {onAsk !== undefined && (
        <Button
          size="dense"
          tone="primary"
          aria-label={t('browsers.approveNamed', { name })}
          onClick={() => onAsk({ kind: 'approve', browser })}
        >
          {t('browsers.approve')}
        </Button>
      )}
      <SealingFailure failure={change.failure} />
    </div>
  );
}
