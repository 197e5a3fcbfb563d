import { createContext, useContext } from 'react';
import type { NavigateOptions } from './router.ts';
import type { PageLocation } from './page-location.ts';

/** What components know of the way through the product. */
export interface Navigation {
  /** Goes to an address of this site. */
  navigate: (href: string, options?: NavigateOptions) => void;
  location: PageLocation;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export const NavigationProvider = NavigationContext.Provider;

function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error('useNavigation needs a NavigationProvider above it.');
  return navigation;
}

/** Goes to an address of this site: `navigate('/phone')`. The function stays the same between renders. */
export function useNavigate(): Navigation['navigate'] {
  return useNavigation().navigate;
}

/** The address of the page on screen. */
export function useLocation(): PageLocation {
  return useNavigation().location;
}
