import { emergencyNumbersOfAll } from '../../../protocol/telephony/emergency-numbers.ts';
import type { OwnNumber, Site } from '../entities.ts';
import type { DialPlace, Numbers } from './number-directory.ts';

/** Numbers in memory, for tests of other domains: one PBX in Germany per tenant. */
export class FakeNumbers implements Numbers {
  readonly sites: Site[] = [];
  /** E.164 → what it leads to. */
  readonly owned = new Map<string, OwnNumber>();
  readonly extensions = new Set<string>();
  /** The site of each person who has one of their own. */
  readonly siteOfUser = new Map<string, Site>();
  country = 'DE';

  async placeOf(_tenantId: string, _pbxId: string, userId: string): Promise<DialPlace> {
    const site = this.siteOfUser.get(userId) ?? this.sites.find((each) => each.isDefault);
    const countries = [this.country, ...(site ? [site.country] : [])];
    const place = site ?? { country: this.country, areaCode: '', trunkPrefix: '0' };
    return { site, sites: this.sites, place, emergencyNumbers: new Set(emergencyNumbersOfAll(countries)) };
  }

  async hasExtension(_tenantId: string, _pbxId: string, number: string): Promise<boolean> {
    return this.extensions.has(number);
  }

  async byE164(_tenantId: string, e164: string): Promise<OwnNumber | undefined> {
    return this.owned.get(e164);
  }

  /** A place in Berlin unless `fields` say otherwise. */
  addSite(fields: Partial<Site> & Pick<Site, 'id' | 'name'>): Site {
    const site = {
      street: 'Hauptstraße 1',
      postalCode: '10115',
      city: 'Berlin',
      country: 'DE',
      areaCode: '30',
      trunkPrefix: '0',
      isDefault: false,
      networks: [],
      version: 1,
      ...fields,
    };
    this.sites.push(site);
    return site;
  }

  own(e164: string, fields: Partial<OwnNumber> = {}): void {
    this.owned.set(e164, { id: e164, e164, label: '', pbxId: '', siteId: null, userId: null, version: 1, ...fields });
  }
}
