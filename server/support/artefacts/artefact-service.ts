import { can } from '../../../protocol/identity/permissions.ts';
import type { Artefact } from '../../../protocol/support/session.ts';
import type { Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { ObjectReader, ObjectWriter, SealedObjects } from '../../storage/index.ts';
import { isContentGone } from '../retention/retention-rules.ts';
import { readableSession } from '../session-access.ts';
import type { SessionStore, SupportSession } from '../sessions/session-store.ts';
import type { ArtefactStore, StoredArtefact } from './artefact-store.ts';

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
   * Keeps a file as it arrives. Nothing of it stays when it does not arrive whole.
   * @throws {ServiceError} `forbidden`, `not-found`, `content-gone`, `limit-reached` when the session has as many as it may have
   */
  async keep(
    actor: Actor,
    sessionId: string,
    file: Pick<StoredArtefact, 'kind' | 'name'> & { readonly content: AsyncIterable<Uint8Array> },
  ): Promise<Artefact> {
    const { store, objects, nameOf, clock } = this.#options;
    const { tenantId, userId } = actor;
    await this.#readable(actor, sessionId);
    const writer = await objects.create({
      tenantId,
      retentionClass: 'support',
      shredId: sessionId,
      contentType: 'application/octet-stream',
    });
    const facts = await written(writer, file.content);
    const artefact: StoredArtefact = {
      id: newId(),
      sessionId,
      kind: file.kind,
      name: file.name,
      objectId: facts.id,
      bytes: facts.bytes,
      createdAt: new Date(clock.now()),
      createdBy: userId,
      createdByName: (await nameOf(tenantId, userId)) ?? '',
    };
    try {
      if (!(await store.add(tenantId, artefact, { userId, address: actor.address }))) throw new ServiceError('limit-reached');
    } catch (error) {
      await objects.delete(tenantId, facts.id);
      throw error;
    }
    return artefactOf(artefact);
  }

  /** Whoever opened it closes it. @throws {ServiceError} `forbidden`, `not-found` */
  async open(actor: Actor, named: Named): Promise<{ readonly artefact: Artefact; readonly reader: ObjectReader }> {
    const artefact = await this.#find(actor, named);
    const reader = await this.#options.objects.open(actor.tenantId, artefact.objectId);
    if (!reader) throw new ServiceError('not-found');
    return { artefact: artefactOf(artefact), reader };
  }

  /** Whoever kept it, and who manages support. @throws {ServiceError} `forbidden`, `not-found`, `on-hold` */
  async remove(actor: Actor, named: Named): Promise<void> {
    const { store, objects } = this.#options;
    const { tenantId, userId, address } = actor;
    const artefact = await this.#find(actor, named);
    if ((await this.#readable(actor, named.sessionId)).keeping.isHeld) throw new ServiceError('on-hold');
    if (artefact.createdBy !== userId && !can(actor.role, 'support.manage')) throw new ServiceError('forbidden');
    await store.remove(tenantId, artefact, { userId, address }, () => objects.delete(tenantId, artefact.objectId));
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

async function written(writer: ObjectWriter, content: AsyncIterable<Uint8Array>): ReturnType<ObjectWriter['finish']> {
  try {
    for await (const part of content) await writer.write(part);
    return await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

function artefactOf({ id, kind, name, bytes, createdAt, createdByName }: StoredArtefact): Artefact {
  return { id, kind, name, bytes, createdAt: createdAt.toISOString(), createdBy: createdByName };
}
