import { maxArtefacts, type ArtefactStore, type StoredArtefact } from './artefact-store.ts';

/** Artefacts in memory. */
export class FakeArtefactStore implements ArtefactStore {
  readonly #byTenant = new Map<string, readonly StoredArtefact[]>();

  async add(tenantId: string, artefact: StoredArtefact): Promise<boolean> {
    if ((await this.ofSession(tenantId, artefact.sessionId)).length >= maxArtefacts) return false;
    this.#byTenant.set(tenantId, [...this.#of(tenantId), artefact]);
    return true;
  }

  async ofSession(tenantId: string, sessionId: string): Promise<readonly StoredArtefact[]> {
    return this.#of(tenantId)
      .filter((artefact) => artefact.sessionId === sessionId)
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  async find(tenantId: string, sessionId: string, id: string): Promise<StoredArtefact | undefined> {
    return this.#of(tenantId).find((artefact) => artefact.id === id && artefact.sessionId === sessionId);
  }

  async remove(...[tenantId, artefact, , deleteBytes]: Parameters<ArtefactStore['remove']>): Promise<boolean> {
    const left = this.#of(tenantId).filter(({ id }) => id !== artefact.id);
    if (left.length === this.#of(tenantId).length) return false;
    await deleteBytes();
    this.#byTenant.set(tenantId, left);
    return true;
  }

  #of(tenantId: string): readonly StoredArtefact[] {
    return this.#byTenant.get(tenantId) ?? [];
  }
}
