import { createContext, type ReactNode } from 'react';
import type { Me } from '../../../protocol/identity/session.ts';
import type { Platform } from '../../platform/platform-context.tsx';

/** The running phone of the person signed in. */
export interface Telephony {
  close(): Promise<void>;
}

export function createTelephony(_options: Platform & { me: Me }): Telephony {
  return { close: () => Promise.resolve() };
}

const TelephonyContext = createContext<Telephony | undefined>(undefined);
export const TelephonyProvider = TelephonyContext.Provider;

export function ReachabilityBadge(): ReactNode {
  return null;
}

export function CallDock(): ReactNode {
  return null;
}

export function IncomingCalls(): ReactNode {
  return null;
}
