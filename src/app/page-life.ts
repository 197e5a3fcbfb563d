import type { Me } from '../../protocol/identity/session.ts';
import type { SessionState } from '../features/identity/index.ts';
import { toasts } from '../ui/feedback/toast-store.ts';
import { changeLanguage } from '../platform/i18n/i18n.ts';
import { rememberedLanguage } from './language.ts';
import type { NoticeLife } from './notice-life.ts';
import type { PageVersionStore } from './page-version.ts';
import type { Services } from './services.ts';
import type { TelephonySlot } from './telephony-slot.ts';

export interface PageLifeOptions {
  services: Services;
  telephony: TelephonySlot;
  version: PageVersionStore;
  notices: NoticeLife;
  /** Something failed that belongs to no screen. */
  onFault: (fault: unknown) => void;
}

/**
 * What happens when somebody signs in or out, is changed from elsewhere, or the line to the server comes back.
 * Everything that lives as long as a sign-in starts and ends here.
 */
export function startPageLife(options: PageLifeOptions, signal: AbortSignal): void {
  const { services, telephony, version, notices } = options;
  const { store } = services.identity;
  const { live } = services.platform;
  let signedInAs: string | undefined;

  /** An organisation that ended has no phones, until its end is taken back. */
  const followPhone = (me: Me): void => {
    (me.tenant.end === undefined ? telephony.start(me) : telephony.stop()).catch(options.onFault);
  };

  const follow = (state: SessionState): void => {
    if (state.kind === 'signed-in') {
      if (state.me.mustChangePassword) return;
      const isNew = signedInAs !== state.me.userId;
      signedInAs = state.me.userId;
      followPhone(state.me);
      if (!isNew) return;
      live.start();
      if (state.me.language !== undefined) {
        rememberedLanguage.write(state.me.language);
        changeLanguage(state.me.language).catch(options.onFault);
      }
      notices.start().catch(options.onFault);
    } else if (state.kind === 'signed-out') {
      live.close();
      telephony.stop().catch(options.onFault);
      // A sign-in that ran out is no good-bye: it is what notices are for.
      if (signedInAs !== undefined && state.reason !== 'expired') notices.stop().catch(options.onFault);
      signedInAs = undefined;
    }
  };
  const stopFollowing = store.subscribe(() => follow(store.state()));
  signal.addEventListener('abort', stopFollowing, { once: true });
  follow(store.state());

  live.onNotification('session.ended', ({ why }) => store.handleEnded(why), signal);
  live.onNotification('me.changed', () => void store.reload().catch(options.onFault), signal);
  live.onNotification('plan.notice', ({ text }) => toasts.show({ tone: 'info', text }), signal);
  live.on('fit', (fit) => version.handleFit(fit), signal);
  // A refused upgrade looks like a lost network: asking who we are tells the two apart (401 signs out).
  live.on('failed', () => void store.reload().catch(() => undefined), signal);
  addEventListener('online', () => live.retryNow(), { signal });
  addEventListener('vite:preloadError', () => version.handlePartGone(), { signal });
}
