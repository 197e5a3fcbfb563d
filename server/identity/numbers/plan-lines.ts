import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { requireNoEmergencyNumber } from './emergency-rule.ts';

/** What is to lead into a dial plan. */
export interface PlanLine {
  readonly kind: 'extension' | 'number';
  /** Digits of an extension, or E.164 with its plus. */
  readonly number: string;
  /** The PBX of an extension; null: the default one. */
  readonly pbxId: string | null;
}

/** Whether extensions and numbers may lead into dial plans; these ask before they attach them. */
export class PlanLines {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;

  constructor(options: { readonly store: IdentityStore; readonly bus: Bus<IdentityEvents> }) {
    this.#store = options.store;
    this.#bus = options.bus;
  }

  /**
   * Makes sure that all of these may lead into a plan, or changes nothing. An extension that does not exist is made, without a
   * person; what has a person is `taken`, a number that the tenant does not have `not-found`: both under `items.N.number`.
   * @throws {ServiceError} `forbidden`, `invalid-fields`
   */
  async prepare(actor: Actor, lines: readonly PlanLine[]): Promise<void> {
    requirePermission(actor, 'extensions.update');
    await this.#store.inTenant(actor.tenantId, async (unit) => {
      for (const [index, line] of lines.entries()) await prepareOne(unit, { actor, line, field: `items.${index}.number` });
      unit.afterCommit(() => this.#bus.publish('identity.people-changed', { tenantId: actor.tenantId }));
    });
  }
}

interface Wanted {
  readonly actor: Actor;
  readonly line: PlanLine;
  readonly field: string;
}

async function prepareOne(unit: IdentityUnit, wanted: Wanted): Promise<void> {
  const { line, field } = wanted;
  const found = line.kind === 'number' ? await unit.numbers.byE164(line.number) : await extensionFor(unit, wanted);
  if (!found) throw refused(field, 'not-found');
  if (found.userId !== null) throw refused(field, 'taken');
}

async function extensionFor(unit: IdentityUnit, { actor, line, field }: Wanted) {
  const pbx = line.pbxId === null ? (await unit.pbxs.list())[0] : await unit.pbxs.byId(line.pbxId);
  if (!pbx) throw refused(field, 'not-found');
  await requireNoEmergencyNumber(unit, { pbx, number: line.number, field });
  const found = await unit.extensions.byNumber(pbx.id, line.number);
  if (found) return found;
  const id = newId();
  const fields = { number: line.number, label: '', pbxId: pbx.id, userId: null };
  await unit.extensions.insert([{ id, ...fields }]);
  await unit.audit({
    actorUserId: actor.userId,
    action: 'extension.created',
    subjectKind: 'extension',
    subjectId: id,
    after: fields,
    address: actor.address,
  });
  return unit.extensions.byNumber(pbx.id, line.number);
}

function refused(field: string, reason: string): ServiceError {
  return new ServiceError('invalid-fields', { fields: { [field]: reason } });
}
