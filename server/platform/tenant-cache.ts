import { LruMap } from './lru-map.ts';

const maxTenants = 200;
const maxEntriesPerTenant = 5_000;

/**
 * Answers per tenant, forgotten together when something of the tenant changes. Questions asked at the same time share
 * one read. What was not found is asked again, so that dialling strange numbers fills nothing.
 */
export class TenantCache<Answer> {
  readonly #tenants = new LruMap<string, LruMap<string, Promise<Answer | undefined>>>(maxTenants);

  /** The kept answer for `key`, else what `read` says. */
  get(tenantId: string, key: string, read: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
    const answers = this.#tenants.get(tenantId) ?? this.#add(tenantId);
    return answers.get(key) ?? ask(answers, key, read);
  }

  forget(tenantId: string): void {
    this.#tenants.delete(tenantId);
  }

  #add(tenantId: string): LruMap<string, Promise<Answer | undefined>> {
    const answers = new LruMap<string, Promise<Answer | undefined>>(maxEntriesPerTenant);
    this.#tenants.set(tenantId, answers);
    return answers;
  }
}

async function ask<Answer>(
  answers: LruMap<string, Promise<Answer | undefined>>,
  key: string,
  read: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const asked = read();
  answers.set(key, asked);
  try {
    const answer = await asked;
    if (answer === undefined) answers.delete(key);
    return answer;
  } catch (error) {
    answers.delete(key);
    throw error;
  }
}
