import { createContext, useContext } from 'react';
import type { HttpClient } from './http/http-client.ts';
import type { Live } from './socket/notifications.ts';

/** What every feature may use of the page's surroundings. Composed once in src/app. */
export interface Platform {
  http: HttpClient;
  live: Live;
}

const PlatformContext = createContext<Platform | undefined>(undefined);

export const PlatformProvider = PlatformContext.Provider;

/** The platform of this page. Throws outside of `PlatformProvider`. */
export function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  if (platform === undefined) throw new Error('usePlatform needs a PlatformProvider above it.');
  return platform;
}
