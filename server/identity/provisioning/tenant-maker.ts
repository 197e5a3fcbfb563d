import type { Role } from '../../../protocol/identity/role.ts';
import { newId } from '../../platform/ids.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { emailKey } from '../sign-in/sign-in-service.ts';

export interface FirstPerson {
  readonly email: string;
  readonly displayName: string;
  readonly loginName: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly extension: string;
}

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly people: readonly FirstPerson[];
}

/** Makes a tenant with its PBX "main", a default site and its first people, all or nothing. Gives the tenant's id. */
export async function makeTenant(store: IdentityStore, tenant: NewTenant): Promise<string> {
  const tenantId = newId();
  await store.inTenant(tenantId, async (unit) => {
    await unit.createTenant({ slug: tenant.slug, name: tenant.name });
    const pbxId = newId();
    await unit.pbxs.insert({
      id: pbxId,
      slug: 'main',
      name: 'Main',
      language: 'en',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      digestPolicy: 'sha-256',
    });
    const siteId = newId();
    await unit.sites.insert({
      id: siteId,
      name: `${tenant.name} office`,
      street: '',
      postalCode: '',
      city: '',
      country: 'DE',
      areaCode: '',
      trunkPrefix: '0',
      isDefault: true,
      networks: [],
    });
    for (const person of tenant.people) await addPerson(unit, person, { pbxId, siteId });
    await unit.audit({
      actorUserId: null,
      action: 'tenant.created',
      subjectKind: 'tenant',
      subjectId: tenantId,
      after: { slug: tenant.slug },
    });
  });
  return tenantId;
}

async function addPerson(
  unit: IdentityUnit,
  person: FirstPerson,
  place: { readonly pbxId: string; readonly siteId: string },
): Promise<void> {
  const id = newId();
  const { email, displayName, loginName, role, passwordHash } = person;
  await unit.users.insert([
    {
      id,
      email,
      displayName,
      loginName,
      role,
      passwordHash,
      language: null,
      siteId: place.siteId,
      isDisabled: false,
      mustChangePassword: false,
    },
  ]);
  await unit.claim('email', emailKey(email), id);
  await unit.extensions.insert([{ id: newId(), pbxId: place.pbxId, number: person.extension, label: '', userId: id }]);
}
