import { emergencyNumbersOfAll } from '../../../protocol/telephony/emergency-numbers.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { IdentityUnit } from '../identity-store.ts';

/** What calls for help in a PBX: the numbers of its country and of every country where the tenant has a site. */
export async function emergencyNumbersIn(unit: IdentityUnit, pbx: { readonly country: string } | undefined): Promise<ReadonlySet<string>> {
  const sites = await unit.sites.list();
  return new Set(emergencyNumbersOfAll([...(pbx ? [pbx.country] : []), ...sites.map((site) => site.country)]));
}

/**
 * Nothing of ours may look like a number that calls for help: routing would never reach it (EM2).
 * @throws {ServiceError} `invalid-fields` with `emergency-number`
 */
export async function requireNoEmergencyNumber(
  unit: IdentityUnit,
  wanted: { readonly pbx: { readonly country: string }; readonly number: string; readonly field: string },
): Promise<void> {
  if ((await emergencyNumbersIn(unit, wanted.pbx)).has(wanted.number))
    throw new ServiceError('invalid-fields', { fields: { [wanted.field]: 'emergency-number' } });
}
