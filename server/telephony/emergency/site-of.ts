import type { DialPlace, Site } from '../../identity/index.ts';
import { networksOf } from '../../platform/networks.ts';

/** The site whose known networks an address is in. */
export function siteOfNetwork(sites: readonly Site[], address: string): Site | undefined {
  return sites.find((site) => networksOf(site.networks).has(address));
}

/** Where help has to be sent, and whether anybody or anything vouches for it. */
export interface CallPlace {
  readonly site: Site | undefined;
  readonly isSure: boolean;
}

/** The site that the person named, else the one whose network they call from, else their own (EM4). */
export function callPlaceOf(
  { sites, site }: Pick<DialPlace, 'sites' | 'site'>,
  from: { readonly siteId: string | undefined; readonly address: string },
): CallPlace {
  const named = sites.find((each) => each.id === from.siteId);
  const known = siteOfNetwork(sites, from.address);
  return { site: named ?? known ?? site, isSure: named !== undefined || known !== undefined };
}

/** `Hauptstraße 1, 10115 Berlin, DE`; empty while nobody entered one. */
export function addressLineOf({ street, postalCode, city, country }: Site): string {
  const place = `${postalCode} ${city}`.trim();
  return street === '' && place === '' ? '' : [street, place, country].filter((part) => part !== '').join(', ');
}
