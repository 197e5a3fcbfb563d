import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Role } from '../../../protocol/identity/role.ts';
import type { IdentityStore } from '../identity-store.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { newOneTimePassword } from '../passwords/one-time-password.ts';
import { makeTenant } from './tenant-maker.ts';

interface DemoPerson {
  readonly name: string;
  readonly loginName: string;
  readonly role: Role;
  readonly extension: string;
}

const demoTenants: readonly { readonly slug: string; readonly name: string; readonly people: readonly DemoPerson[] }[] = [
  {
    slug: 'acme',
    name: 'Acme',
    people: [
      { name: 'Alice Adams', loginName: 'alice', role: 'user', extension: '100' },
      { name: 'Bob Brown', loginName: 'bob', role: 'user', extension: '101' },
      { name: 'Carol Clark', loginName: 'carol', role: 'supervisor', extension: '102' },
      { name: 'Dave Davis', loginName: 'dave', role: 'agent', extension: '103' },
      { name: 'Admin', loginName: 'admin', role: 'super_admin', extension: '104' },
    ],
  },
  { slug: 'globex', name: 'Globex', people: [{ name: 'Erin Evans', loginName: 'erin', role: 'super_admin', extension: '100' }] },
];

export interface DemoAccount {
  readonly tenant: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly extension: string;
}

export interface DemoOptions {
  readonly store: IdentityStore;
  readonly hasher: PasswordHasher;
  readonly dataDir: string;
  /** DEMO_PASSWORD; without it the one in the data folder, made at the first start. */
  readonly password: string | undefined;
}

/**
 * Makes the demo tenants that are missing and gives what the start-up table shows. People who exist stay as they are,
 * so that a password changed in the demo stays changed. ID40, ID41.
 */
export async function prepareDemo(
  options: DemoOptions,
): Promise<{ readonly accounts: readonly DemoAccount[]; readonly password: string; readonly isNew: boolean }> {
  const password = options.password ?? (await keptPassword(join(options.dataDir, 'demo-password')));
  const existing = new Set(await tenantSlugs(options.store));
  let isNew = false;
  for (const tenant of demoTenants) {
    if (existing.has(tenant.slug)) continue;
    isNew = true;
    const people = [];
    for (const person of tenant.people) {
      const { name: displayName, loginName, role, extension } = person;
      people.push({
        email: emailOf(person, tenant.slug),
        displayName,
        loginName,
        role,
        extension,
        passwordHash: await options.hasher.hash(password),
      });
    }
    await makeTenant(options.store, { slug: tenant.slug, name: tenant.name, people });
  }
  const accounts = demoTenants.flatMap((tenant) =>
    tenant.people.map((person) => ({
      tenant: tenant.name,
      name: person.name,
      email: emailOf(person, tenant.slug),
      role: person.role,
      extension: person.extension,
    })),
  );
  return { accounts, password, isNew };
}

function emailOf(person: DemoPerson, slug: string): string {
  return `${person.loginName}@${slug}.test`;
}

async function tenantSlugs(store: IdentityStore): Promise<readonly string[]> {
  const slugs: string[] = [];
  for (const tenantId of await store.tenantIds()) {
    const tenant = await store.inTenant(tenantId, (unit) => unit.tenant());
    if (tenant) slugs.push(tenant.slug);
  }
  return slugs;
}

/** Random per installation, readable by its owner only. */
async function keptPassword(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      const password = newOneTimePassword().slice(0, 17);
      await file.writeFile(`${password}\n`);
      await file.sync();
      return password;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}
