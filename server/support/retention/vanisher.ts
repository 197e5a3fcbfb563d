import type { ReceiptFacts, ReceiptItem } from '../../../protocol/support/retention.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { SealedObjects, ShreddedObject, Shredding } from '../../storage/index.ts';
import type { SupportSession } from '../sessions/session-store.ts';
import type { StoredReceipt } from './receipt.ts';
import { vanishTimeOf } from './retention-rules.ts';
import type { VanishStore } from './vanish-store.ts';

export interface VanisherParts {
  readonly store: VanishStore;
  readonly shredding: Shredding;
  readonly objects: Pick<SealedObjects, 'delete'>;
  readonly clock: Clock;
}

/** A file of the session, with what it is called in the receipt. */
interface Doomed {
  readonly what: ReceiptItem['what'];
  readonly object: ShreddedObject;
}

/**
 * Makes the content of one session vanish: closed to readers, receipt begun, key destroyed, bytes, rows, receipt completed. Each step can be
 * repeated, and a run that was interrupted after any of them is finished by the next.
 */
export class Vanisher {
  readonly #parts: VanisherParts;

  constructor(parts: VanisherParts) {
    this.#parts = parts;
  }

  /** Says no when it is held, not due, or gone already. */
  async vanish(tenantId: string, sessionId: string): Promise<boolean> {
    const { store, shredding, objects, clock } = this.#parts;
    const session = await store.begin(tenantId, sessionId, new Date(clock.now()));
    if (!session) return false;
    const receipt = (await store.receiptOf(tenantId, sessionId)) ?? (await this.#beginReceipt(tenantId, session));
    await shredding.shred({ tenantId, shredId: sessionId });
    // Files from before there were keys of sessions belong to no matter.
    for (const { objectId } of (await store.rowsOf(tenantId, sessionId)).files) await objects.delete(tenantId, objectId);
    await store.finish(tenantId, receipt, new Date(clock.now()));
    return true;
  }

  async #beginReceipt(tenantId: string, session: SupportSession): Promise<StoredReceipt> {
    const { store, clock } = this.#parts;
    const { vanishingAt } = session.keeping;
    // A setting may have changed since it was begun.
    const time = vanishTimeOf(session) ?? (vanishingAt && ({ rule: 'tenant-setting', at: vanishingAt } as const));
    if (!time || !session.endedAt) throw new Error('a session that vanishes has ended and is due');
    const rows = await store.rowsOf(tenantId, session.id);
    const doomed = await this.#doomed(tenantId, session.id, rows.files);
    const logItem: ReceiptItem = { what: 'log', bytes: rows.log.bytes, sha256: rows.log.sha256 };
    const facts: ReceiptFacts = {
      id: newId(),
      sessionId: session.id,
      kind: session.kind,
      rule: time.rule,
      sessionEndedAt: session.endedAt.toISOString(),
      dueAt: time.at.toISOString(),
      begunAt: new Date(clock.now()).toISOString(),
      counts: {
        files: doomed.length,
        fileBytes: doomed.reduce((sum, { object }) => sum + object.storedBytes, 0),
        logEntries: rows.log.entries,
        logBytes: rows.log.bytes,
        seats: rows.seats,
        invites: rows.invites,
        notes: rows.notes,
        names: new Set([session.customerName, ...session.people].filter((name) => name !== '')).size,
      },
      items: [
        ...doomed.map(({ what, object }) => ({ what, bytes: object.storedBytes, sha256: object.sha256 ?? null })),
        ...(rows.log.entries === 0 ? [] : [logItem]),
      ],
    };
    return store.addReceipt(tenantId, facts);
  }

  /** What is listed, and what was written under the session's key without being listed: an upload that a crash cut short. */
  async #doomed(
    tenantId: string,
    sessionId: string,
    files: Awaited<ReturnType<VanishStore['rowsOf']>>['files'],
  ): Promise<readonly Doomed[]> {
    const { shredding } = this.#parts;
    const listed = new Set(files.map(({ objectId }) => objectId));
    const doomed: Doomed[] = [];
    for (const { objectId, kind } of files) doomed.push({ what: kind, object: await shredding.objectOf(tenantId, objectId) });
    for (const object of await shredding.objectsOf({ tenantId, shredId: sessionId }))
      if (!listed.has(object.id)) doomed.push({ what: 'unlisted', object });
    return doomed;
  }
}
