import type { Greeting } from '../../../protocol/telephony/greetings.ts';

export interface StoredGreeting extends Omit<Greeting, 'usedBy'> {
  readonly boxId: string;
  readonly objectId: string;
}

/** Where the greetings of boxes are kept; their audio lies in the object store. The tenant comes first, always. */
export interface GreetingStore {
  /** Oldest first. */
  list(tenantId: string, boxId: string): Promise<readonly StoredGreeting[]>;
  get(tenantId: string, id: string): Promise<StoredGreeting | undefined>;
  /** False when the box has `max` already, or is gone. */
  insert(tenantId: string, greeting: StoredGreeting, max: number): Promise<boolean>;
  /** With every choice of the box that names it. */
  delete(tenantId: string, id: string): Promise<void>;
}
