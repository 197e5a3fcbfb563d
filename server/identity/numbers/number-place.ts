import { ServiceError } from '../../platform/service-error.ts';
import type { Pbx } from '../entities.ts';
import type { IdentityUnit } from '../identity-store.ts';
import type { NumberingPlace } from './phone-number.ts';

/** Where a number belongs, and how what is typed there is read. */
export interface NumberHome {
  readonly pbx: Pbx;
  readonly siteId: string | null;
  readonly place: NumberingPlace;
}

/**
 * The PBX and site that are named, else the default ones. Without any site numbers are read as the PBX's country dials.
 * @throws {ServiceError} `invalid-fields` with `pbxId` or `siteId`
 */
export async function placeFor(
  unit: IdentityUnit,
  wanted: { readonly pbxId?: string | undefined; readonly siteId?: string | null | undefined },
): Promise<NumberHome> {
  const pbx = wanted.pbxId === undefined ? (await unit.pbxs.list())[0] : await unit.pbxs.byId(wanted.pbxId);
  if (!pbx) throw new ServiceError('invalid-fields', { fields: { pbxId: 'unknown' } });
  const sites = await unit.sites.list();
  const named = wanted.siteId ?? undefined;
  const site = sites.find((each) => (named === undefined ? each.isDefault : each.id === named));
  if (!site && named !== undefined) throw new ServiceError('invalid-fields', { fields: { siteId: 'unknown' } });
  const siteId = wanted.siteId === undefined ? (site?.id ?? null) : wanted.siteId;
  return { pbx, siteId, place: site ?? { country: pbx.country, areaCode: '', trunkPrefix: '' } };
}
