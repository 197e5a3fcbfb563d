import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PageVersion, PageVersionStore } from './page-version.ts';
import type { RunningTelephony, TelephonySlot } from './telephony-slot.ts';

/** What only the shell works with. */
export interface AppParts {
  telephony: TelephonySlot;
  version: PageVersionStore;
}

const AppContext = createContext<AppParts | undefined>(undefined);

export const AppPartsProvider = AppContext.Provider;

function useAppParts(): AppParts {
  const parts = useContext(AppContext);
  if (parts === undefined) throw new Error('useAppParts needs an AppPartsProvider above it.');
  return parts;
}

/** The phone, once its code is there. */
export function useRunningTelephony(): RunningTelephony | undefined {
  const { telephony } = useAppParts();
  return useSyncExternalStore(telephony.subscribe, telephony.running, telephony.running);
}

export function usePageVersion(): PageVersion {
  const { version } = useAppParts();
  return useSyncExternalStore(version.subscribe, version.version);
}
