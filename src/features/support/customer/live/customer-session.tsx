import type { StoreApi } from 'zustand/vanilla';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CobrowseView } from '../cobrowse/cobrowse-seat.ts';
import type { LiveSession } from '../../state/live-session.ts';
import type { LiveView } from '../../state/live-view.ts';
import type { Phone } from '../camera/phone-camera.ts';
import type { MaskedTrack } from '../../../../platform/masking/masked-track.ts';

/** What the customer's page does in a session. */
export type CustomerSession = Pick<
  LiveSession,
  | 'getView'
  | 'receipts'
  | 'receiptCoverage'
  | 'subscribe'
  | 'close'
  | 'end'
  | 'retryNow'
  | 'dismissProblem'
  | 'say'
  | 'offerFiles'
  | 'acceptFile'
  | 'refuseFile'
  | 'cancelFile'
  | 'sendClipboard'
  | 'sendClipboardPicture'
  | 'wordsDiffer'
  | 'startVoice'
  | 'stopVoice'
  | 'mute'
  | 'answer'
  | 'revoke'
  | 'shareScreen'
  | 'shareCamera'
  | 'stopSharing'
  | 'pauseSharing'
  | 'sendDiagnostics'
  | 'statsOf'
  | 'admit'
  | 'remove'
  | 'stepDone'
  | 'rate'
  | 'showStill'
  | 'rateEnded'
>;

/** A session with what only the customer's side knows: what is painted over. */
export interface CustomerLife {
  readonly session: CustomerSession;
  /** Undefined where the browser cannot mask. */
  readonly maskOf: (track: MediaStreamTrack | undefined) => MaskedTrack | undefined;
  /** What this device's camera works with; undefined where nothing is captured. */
  readonly phone?: Phone | undefined;
  /** The page that opened this window by our script; undefined: none did. */
  readonly cobrowse?: StoreApi<CobrowseView> | undefined;
}

export const CustomerLifeContext = createContext<CustomerLife | undefined>(undefined);

export function useCustomerLife(): CustomerLife {
  const life = useContext(CustomerLifeContext);
  if (!life) throw new Error('there is no CustomerLifeContext around this component');
  return life;
}

export function useSession(): CustomerSession {
  return useCustomerLife().session;
}

/** Part of the view; `select` returns what is in it, never something new. */
export function useLive<Part>(select: (view: LiveView) => Part): Part {
  const { getView, subscribe } = useSession();
  return useSyncExternalStore(
    subscribe,
    () => select(getView()),
    () => select(getView()),
  );
}

/** A picture may be chosen while keys are agreed: nothing of it goes, and nobody is told of it, before there are keys. */
export function useMayShare(): boolean {
  return useLive(({ link }) => link === 'live' || link === 'joining');
}
