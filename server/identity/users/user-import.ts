import type { ImportReport } from '../../../protocol/identity/admin.ts';
import { canGrantRole } from '../../../protocol/identity/permissions.ts';
import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { StoreConflict, type IdentityStore, type IdentityUnit } from '../identity-store.ts';
import { emergencyNumbersIn } from '../numbers/emergency-rule.ts';
import { newOneTimePassword } from '../passwords/one-time-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { emailKey } from '../sign-in/sign-in-service.ts';
import { parseImport, type ImportLine, type RefusedLine } from './import-lines.ts';
import { firstFree, loginNameFrom } from './login-names.ts';
import type { NewUser } from './user-store.ts';

export interface UserImportOptions {
  readonly store: IdentityStore;
  readonly hasher: PasswordHasher;
  readonly bus: Bus<IdentityEvents>;
}

interface PlannedUser extends ImportLine {
  readonly id: string;
  readonly loginName: string;
  readonly oneTimePassword: string;
  readonly passwordHash: string;
}

/** Many people from a CSV file: every refused line is told, and all are stored or none. */
export class UserImport {
  readonly #options: UserImportOptions;

  constructor(options: UserImportOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `forbidden`; wrong lines are in the report, not thrown */
  async run(actor: Actor, request: { readonly csv: string; readonly dryRun: boolean }): Promise<ImportReport> {
    requirePermission(actor, 'users.create');
    requirePermission(actor, 'extensions.create');
    const { lines, refused: malformed } = parseImport(request.csv);
    const refusedBefore = [...malformed, ...refusedTwice(lines), ...refusedRoles(actor, lines)];
    const refused = [...refusedBefore, ...(await this.#refusedTaken(actor, lines))].toSorted((left, right) => left.line - right.line);
    const wrongLines = new Set(refused.map((line) => line.line));
    const accepted = lines.filter((line) => !wrongLines.has(line.line)).length;
    if (refused.length > 0 || request.dryRun || lines.length === 0) return { accepted, refused, isStored: false, oneTimePasswords: [] };
    return this.#store(actor, lines);
  }

  async #refusedTaken(actor: Actor, lines: readonly ImportLine[]): Promise<readonly RefusedLine[]> {
    const { store } = this.#options;
    const emails = lines.map((line) => emailKey(line.email));
    const numbers = lines.flatMap((line) => line.extension ?? []);
    const taken = await store.inTenant(actor.tenantId, async (unit) => {
      const [pbx] = await unit.pbxs.list();
      return {
        emails: (await unit.users.taken(emails, [])).emails,
        numbers: pbx ? await unit.extensions.taken(pbx.id, numbers) : new Set<string>(),
        emergency: await emergencyNumbersIn(unit, pbx),
        hasPbx: pbx !== undefined,
      };
    });
    return lines.flatMap((line): RefusedLine[] => [
      ...(taken.emails.has(emailKey(line.email)) ? [{ line: line.line, field: 'email', value: line.email, reason: 'taken' }] : []),
      ...(line.extension !== undefined && taken.numbers.has(line.extension)
        ? [{ line: line.line, field: 'extension', value: line.extension, reason: 'taken' }]
        : []),
      ...(line.extension !== undefined && taken.emergency.has(line.extension)
        ? [{ line: line.line, field: 'extension', value: line.extension, reason: 'emergency-number' }]
        : []),
      ...(line.extension !== undefined && !taken.hasPbx
        ? [{ line: line.line, field: 'extension', value: line.extension, reason: 'no-pbx' }]
        : []),
    ]);
  }

  async #store(actor: Actor, lines: readonly ImportLine[]): Promise<ImportReport> {
    const { store, bus } = this.#options;
    const people = await this.#plan(actor, lines);
    try {
      await store.inTenant(actor.tenantId, async (unit) => {
        await insertAll(unit, people);
        await unit.audit({
          actorUserId: actor.userId,
          action: 'users.imported',
          subjectKind: 'tenant',
          subjectId: actor.tenantId,
          after: { count: people.length, userIds: people.map((person) => person.id) },
          address: actor.address,
        });
        unit.afterCommit(() => bus.publish('identity.people-changed', { tenantId: actor.tenantId }));
      });
    } catch (error) {
      const refused = error instanceof ClaimConflict ? error.refused : undefined;
      if (!refused) throw error;
      return { accepted: lines.length - 1, refused: [refused], isStored: false, oneTimePasswords: [] };
    }
    return {
      accepted: people.length,
      refused: [],
      isStored: true,
      oneTimePasswords: people.map(({ email, oneTimePassword }) => ({ email, oneTimePassword })),
    };
  }

  /** One-time passwords are hashed at the low cost of random ones (docs/adr/0051): 2,000 take half a second, not two minutes. */
  async #plan(actor: Actor, lines: readonly ImportLine[]): Promise<readonly PlannedUser[]> {
    const wanted = lines.map((line) => loginNameFrom(line.email));
    const taken = new Set(await this.#options.store.inTenant(actor.tenantId, (unit) => unit.users.loginNames()));
    const people: PlannedUser[] = [];
    for (const [index, line] of lines.entries()) {
      const loginName = firstFree(wanted[index] ?? 'person', (name) => taken.has(name));
      taken.add(loginName);
      const oneTimePassword = newOneTimePassword();
      people.push({
        ...line,
        id: newId(),
        loginName,
        oneTimePassword,
        passwordHash: await this.#options.hasher.hash(oneTimePassword, 'one-time'),
      });
    }
    return people;
  }
}

/** An email that belongs to somebody of another tenant: nothing shows it before it is claimed. */
class ClaimConflict extends Error {
  readonly refused: RefusedLine;
  constructor(person: PlannedUser, options: ErrorOptions) {
    super('an email of the import is taken', options);
    this.name = 'ClaimConflict';
    this.refused = { line: person.line, field: 'email', value: person.email, reason: 'taken' };
  }
}

async function insertAll(unit: IdentityUnit, people: readonly PlannedUser[]): Promise<void> {
  const [pbx] = await unit.pbxs.list();
  await unit.users.insert(people.map(newUserOf));
  for (const person of people) {
    try {
      await unit.claim('email', emailKey(person.email), person.id);
    } catch (error) {
      throw error instanceof StoreConflict ? new ClaimConflict(person, { cause: error }) : error;
    }
  }
  const extensions = people.flatMap((person) =>
    person.extension === undefined || !pbx ? [] : [{ id: newId(), pbxId: pbx.id, number: person.extension, label: '', userId: person.id }],
  );
  await unit.extensions.insert(extensions);
}

function newUserOf({ id, email, displayName, loginName, role, language, passwordHash }: PlannedUser): NewUser {
  return { id, email, displayName, loginName, role, language, passwordHash, siteId: null, isDisabled: false, mustChangePassword: true };
}

function refusedTwice(lines: readonly ImportLine[]): readonly RefusedLine[] {
  const seen = new Set<string>();
  const isRepeated = (key: string): boolean => seen.has(key) || (seen.add(key), false);
  return lines.flatMap((line) => [
    ...(isRepeated(`email ${emailKey(line.email)}`)
      ? [{ line: line.line, field: 'email', value: line.email, reason: 'twice-in-file' }]
      : []),
    ...(line.extension !== undefined && isRepeated(`extension ${line.extension}`)
      ? [{ line: line.line, field: 'extension', value: line.extension, reason: 'twice-in-file' }]
      : []),
  ]);
}

/** Nobody grants what they lack, by file neither. */
function refusedRoles(actor: Actor, lines: readonly ImportLine[]): readonly RefusedLine[] {
  return lines
    .filter((line) => !canGrantRole(actor.role, line.role))
    .map((line) => ({ line: line.line, field: 'role', value: line.role, reason: 'beyond-yours' }));
}
