import type { NumberImportReport } from '../../../protocol/identity/numbers.ts';
import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { Site } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { StoreConflict, type IdentityStore, type IdentityUnit } from '../identity-store.ts';
import { emailKey } from '../sign-in/sign-in-service.ts';
import type { RefusedLine } from '../users/import-lines.ts';
import { emergencyNumbersIn } from './emergency-rule.ts';
import { parseNumberImport, type NumberLine } from './number-import-lines.ts';
import { placeFor } from './number-place.ts';
import type { NewNumber } from './number-store.ts';
import { numberIn } from './number-text.ts';
import { e164Of } from './phone-number.ts';

/** What a line becomes, or why it is refused. */
type Read = { readonly line: number; readonly number: NewNumber } | { readonly refused: RefusedLine };

/** Many numbers from a CSV file: every refused line is told, and all are stored or none (NU5). */
export class NumberImport {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;

  constructor(options: { readonly store: IdentityStore; readonly bus: Bus<IdentityEvents> }) {
    this.#store = options.store;
    this.#bus = options.bus;
  }

  /** @throws {ServiceError} `forbidden`; wrong lines are in the report, not thrown */
  async run(actor: Actor, request: { readonly csv: string; readonly dryRun: boolean }): Promise<NumberImportReport> {
    requirePermission(actor, 'numbers.create');
    const { lines, refused: malformed } = parseNumberImport(request.csv);
    const read = await this.#store.inTenant(actor.tenantId, (unit) => readAll(unit, this.#store, lines));
    const refused = [...malformed, ...read.flatMap((result) => ('refused' in result ? [result.refused] : []))];
    refused.sort((left, right) => left.line - right.line);
    const numbers = read.flatMap((result) => ('number' in result ? [result] : []));
    if (refused.length > 0 || request.dryRun || numbers.length === 0) return { accepted: numbers.length, refused, isStored: false };
    return this.#insert(actor, numbers);
  }

  async #insert(actor: Actor, numbers: readonly { readonly line: number; readonly number: NewNumber }[]): Promise<NumberImportReport> {
    try {
      await this.#store.inTenant(actor.tenantId, async (unit) => {
        await unit.numbers.insert(numbers.map(({ number }) => number));
        for (const { line, number } of numbers) await claim(unit, line, number);
        await unit.audit({
          actorUserId: actor.userId,
          action: 'numbers.imported',
          subjectKind: 'tenant',
          subjectId: actor.tenantId,
          after: { count: numbers.length },
          address: actor.address,
        });
        unit.afterCommit(() => this.#bus.publish('identity.people-changed', { tenantId: actor.tenantId }));
      });
      return { accepted: numbers.length, refused: [], isStored: true };
    } catch (error) {
      if (!(error instanceof ClaimConflict)) throw error;
      return { accepted: numbers.length - 1, refused: [error.refused], isStored: false };
    }
  }
}

/** A number that belongs to another tenant: nothing shows it before it is claimed. */
class ClaimConflict extends Error {
  readonly refused: RefusedLine;
  constructor(line: number, value: string, options: ErrorOptions) {
    super('a number of the import is taken', options);
    this.name = 'ClaimConflict';
    this.refused = { line, field: 'number', value, reason: 'taken' };
  }
}

async function claim(unit: IdentityUnit, line: number, { e164, id }: NewNumber): Promise<void> {
  try {
    await unit.claim('number', e164, id);
  } catch (error) {
    throw error instanceof StoreConflict ? new ClaimConflict(line, e164, { cause: error }) : error;
  }
}

async function readAll(unit: IdentityUnit, store: IdentityStore, lines: readonly NumberLine[]): Promise<readonly Read[]> {
  const { pbx, siteId, place } = await placeFor(unit, {});
  const sites = await unit.sites.list();
  const emergency = await emergencyNumbersIn(unit, pbx);
  const results: Read[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const refuse = (field: keyof NumberLine, reason: string): void =>
      void results.push({ refused: { line: line.line, field, value: String(line[field]).slice(0, 100), reason } });
    const site = line.site === '' ? undefined : siteNamed(sites, line.site);
    if (line.site !== '' && !site) refuse('site', 'unknown');
    const userId = line.email === '' ? null : await userOf(unit, store, line.email);
    if (userId === undefined) refuse('email', 'unknown');
    const e164 = e164Of(line.number, site ?? place);
    if (emergency.has(numberIn(line.number) ?? '')) refuse('number', 'emergency-number');
    else if (e164 === undefined) refuse('number', 'not-a-number');
    else if (seen.has(e164)) refuse('number', 'twice-in-file');
    else if (userId !== undefined && (line.site === '' || site)) {
      const number = { id: newId(), e164, label: line.label, pbxId: pbx.id, siteId: site?.id ?? siteId, userId };
      results.push({ line: line.line, number });
    }
    if (e164 !== undefined) seen.add(e164);
  }
  const taken = await unit.numbers.taken([...seen]);
  return results.map((result) =>
    'number' in result && taken.has(result.number.e164)
      ? { refused: { line: result.line, field: 'number', value: result.number.e164, reason: 'taken' } }
      : result,
  );
}

function siteNamed(sites: readonly Site[], name: string): Site | undefined {
  const wanted = name.toLocaleLowerCase();
  return sites.find((site) => site.name.toLocaleLowerCase() === wanted);
}

/** undefined when nobody of this tenant has that email. */
async function userOf(unit: IdentityUnit, store: IdentityStore, email: string): Promise<string | undefined> {
  const hit = await store.find('email', emailKey(email));
  return hit?.tenantId === unit.tenantId ? hit.id : undefined;
}
