import { getI18n } from 'react-i18next';
import type { Me } from '../../../protocol/identity/session.ts';
import type { Platform } from '../../platform/platform-context.tsx';
import { palette } from '../../ui/palette/palette-registry.ts';
import { ringReason } from './components/ring-reason.tsx';
import { registerPeopleInPalette } from './palette-people.ts';
import { TelephonyState } from './state/telephony.ts';

export { EmergencyAlerts } from './components/emergency/emergency-alerts.tsx';
export { EmergencyCalls } from './components/emergency/emergency-calls.tsx';
export { CallDock } from './components/call-dock.tsx';
export { IncomingCalls } from './components/incoming-calls.tsx';
export { PhoneNews } from './components/phone-news.tsx';
export { ReachabilityBadge } from './components/reachability-badge.tsx';
export { TelephonyProvider } from './components/telephony-context.ts';

/** The running phone of the person signed in. */
export type Telephony = TelephonyState;

/** Starts the phone: registers, or follows the tab that has the phone. End it with `close()`. */
export function createTelephony(options: Platform & { me: Me }): Telephony {
  const state: TelephonyState = new TelephonyState({
    ...options,
    noticeWords: (call) => {
      const { party } = call;
      const name = party.displayName || state.people.byNumber(party.number)?.displayName || party.number;
      const t = getI18n().getFixedT(null, 'telephony');
      return { title: t('incoming.from', { name }), body: ringReason(t, call) };
    },
    onClose: registerPeopleInPalette(palette, () => state),
  });
  state.start();
  return state;
}
