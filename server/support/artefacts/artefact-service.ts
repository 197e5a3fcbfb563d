import { can } from '../../../protocol/identity/permissions.ts';
import type { Artefact, ArtefactPart } from '../../../protocol/support/records.ts';
import type { Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Matter, ObjectReader, ObjectWriter, SealedObjects } from '../../storage/index.ts';
import { isContentGone } from '../retention/retention-rules.ts';
import { readableSession } from '../session-access.ts';
import type { SessionStore, SupportSession } from '../sessions/session-store.ts';
import type { ArtefactStore, NewArtefact, StoredArtefact } from './artefact-store.ts';

export interface ArtefactServiceOptions {
  readonly sessions: Pick<SessionStore, 'find' | 'isOf'>;
  readonly store: ArtefactStore;
  readonly objects: SealedObjects;
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
  readonly clock: Clock;
}

/** An artefact and who wants to do something with it. */
interface Named {
  readonly sessionId: string;
  readonly id: string;
}

type Content = AsyncIterable<Uint8Array>;

interface KeptFile extends Pick<NewArtefact, 'kind' | 'name'> {
  /** The browser's own, so that it can send the same again. */
  readonly id?: string | undefined;
  readonly content: Content;
}

/** Files that experts keep of a session. They come sealed and go as they came; the server opens none. */
export class ArtefactService {
  readonly #options: ArtefactServiceOptions;

  constructor(options: ArtefactServiceOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `forbidden`, `not-found` */
  async list(actor: Actor, sessionId: string): Promise<readonly Artefact[]> {
    await this.#readable(actor, sessionId);
    return (await this.#options.store.ofSession(actor.tenantId, sessionId)).map(artefactOf);
  }

  /**
   * Keeps a file as it arrives, once: of what is sent again under its id the first stays. Nothing of it stays when it does not arrive whole.
   * @throws {ServiceError} `forbidden`, `not-found`, `content-gone`, `limit-reached` when the session has as many as it may have
   */
  async keep(actor: Actor, sessionId: string, file: KeptFile): Promise<Artefact> {
    const { store, objects, nameOf, clock } = this.#options;
    const { tenantId, userId } = actor;
    await this.#readable(actor, sessionId);
    const { id = newId(), kind, name, content } = file;
    const before = await this.#own(actor, { sessionId, id });
    if (before) return artefactOf(before);
    const facts = await this.#written({ tenantId, shredId: sessionId }, content);
    const artefact: NewArtefact = {
      id,
      sessionId,
      kind,
      name,
      objectId: facts.id,
      bytes: facts.bytes,
      createdAt: new Date(clock.now()),
      createdBy: userId,
      createdByName: (await nameOf(tenantId, userId)) ?? '',
    };
    const outcome = await this.#orDelete(tenantId, facts.id, () => store.add(tenantId, artefact, { userId, address: actor.address }));
    if (outcome === 'added') return artefactOf({ ...artefact, parts: 1 });
    await objects.delete(tenantId, facts.id);
    const there = outcome === 'there' ? await this.#own(actor, { sessionId, id }) : undefined;
    if (!there) throw new ServiceError(outcome === 'full' ? 'limit-reached' : 'not-found');
    return artefactOf(there);
  }

  /**
   * Keeps what follows in a file, once. @throws {ServiceError} `forbidden` for all but who began it, `not-found`; `invalid-fields` when it
   * is not the next part
   */
  async keepPart(actor: Actor, named: Named, part: { readonly number: number; readonly content: Content }): Promise<ArtefactPart> {
    const { store, objects } = this.#options;
    const { tenantId, userId } = actor;
    const artefact = await this.#find(actor, named);
    if (artefact.createdBy !== userId) throw new ServiceError('forbidden');
    const { number, content } = part;
    if (number > artefact.parts) throw new ServiceError('invalid-fields', { fields: { number: 'unknown' } });
    if (number < artefact.parts) return this.#partOf(tenantId, artefact, number);
    const { id: objectId, bytes } = await this.#written({ tenantId, shredId: named.sessionId }, content);
    const outcome = await this.#orDelete(tenantId, objectId, () => store.addPart(tenantId, artefact.id, { number, objectId, bytes }));
    if (outcome === 'added') return { number, bytes };
    await objects.delete(tenantId, objectId);
    return this.#partOf(tenantId, artefact, number);
  }

  /** Whoever opened it closes it. That it was taken is in the audit log. @throws {ServiceError} `forbidden`, `not-found` */
  async open(actor: Actor, named: Named): Promise<{ readonly artefact: Artefact; readonly reader: ObjectReader }> {
    const artefact = await this.#find(actor, named);
    const reader = await this.#reader(actor.tenantId, artefact.objectId);
    await this.#options.store.noteOpened(actor.tenantId, artefact, { userId: actor.userId, address: actor.address });
    return { artefact: artefactOf(artefact), reader };
  }

  /** Whoever opened it closes it. @throws {ServiceError} `forbidden`, `not-found` */
  async openPart(actor: Actor, named: Named, number: number): Promise<ObjectReader> {
    const artefact = await this.#find(actor, named);
    const part = (await this.#options.store.parts(actor.tenantId, artefact.id)).find((one) => one.number === number);
    if (!part) throw new ServiceError('not-found');
    return this.#reader(actor.tenantId, part.objectId);
  }

  /** Whoever kept it, and who manages support. @throws {ServiceError} `forbidden`, `not-found`, `on-hold` */
  async remove(actor: Actor, named: Named): Promise<void> {
    const { store, objects } = this.#options;
    const { tenantId, userId, address } = actor;
    const artefact = await this.#find(actor, named);
    if ((await this.#readable(actor, named.sessionId)).keeping.isHeld) throw new ServiceError('on-hold');
    if (artefact.createdBy !== userId && !can(actor.role, 'support.manage')) throw new ServiceError('forbidden');
    await store.remove(tenantId, artefact, { userId, address }, async () => {
      for (const { objectId } of await store.parts(tenantId, artefact.id)) await objects.delete(tenantId, objectId);
      await objects.delete(tenantId, artefact.objectId);
    });
  }

  /** What this person kept under that id. @throws {ServiceError} `not-found` when it is somebody else's */
  async #own(actor: Actor, { sessionId, id }: Named): Promise<StoredArtefact | undefined> {
    const found = await this.#options.store.find(actor.tenantId, sessionId, id);
    if (found && found.createdBy !== actor.userId) throw new ServiceError('not-found');
    return found;
  }

  async #partOf(tenantId: string, artefact: StoredArtefact, number: number): Promise<ArtefactPart> {
    const part = (await this.#options.store.parts(tenantId, artefact.id)).find((one) => one.number === number);
    if (!part) throw new ServiceError('invalid-fields', { fields: { number: 'unknown' } });
    return { number, bytes: part.bytes };
  }

  async #reader(tenantId: string, objectId: string): Promise<ObjectReader> {
    const reader = await this.#options.objects.open(tenantId, objectId);
    if (!reader) throw new ServiceError('not-found');
    return reader;
  }

  /** Under the session's key, which ends with its content. */
  async #written(matter: Matter, content: Content): ReturnType<ObjectWriter['finish']> {
    const { objects } = this.#options;
    return written(await objects.create({ ...matter, retentionClass: 'support', contentType: 'application/octet-stream' }), content);
  }

  /** What cannot be written down is not kept. */
  async #orDelete<Value>(tenantId: string, objectId: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      await this.#options.objects.delete(tenantId, objectId);
      throw error;
    }
  }

  /** A session whose content is still given out. @throws {ServiceError} `content-gone` */
  async #readable(actor: Actor, sessionId: string): Promise<SupportSession> {
    const session = await readableSession(this.#options.sessions, actor, sessionId);
    if (isContentGone(session, this.#options.clock.now())) throw new ServiceError('content-gone');
    return session;
  }

  async #find(actor: Actor, { sessionId, id }: Named): Promise<StoredArtefact> {
    await this.#readable(actor, sessionId);
    const artefact = await this.#options.store.find(actor.tenantId, sessionId, id);
    if (!artefact) throw new ServiceError('not-found');
    return artefact;
  }
}

async function written(writer: ObjectWriter, content: Content): ReturnType<ObjectWriter['finish']> {
  try {
    for await (const part of content) await writer.write(part);
    return await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

function artefactOf({ id, kind, name, bytes, parts, createdAt, createdByName }: StoredArtefact): Artefact {
  return { id, kind, name, bytes, parts, createdAt: createdAt.toISOString(), createdBy: createdByName };
}
