import type { SharedBoxFields } from '../../../protocol/telephony/shared-boxes.ts';
import type { Box, Changer } from './voicemail-store.ts';

/** A box that several people listen to, as an admin sees it. */
export interface SharedBoxRow extends Box {
  readonly members: readonly string[];
  /** Messages that are not deleted. */
  readonly messageCount: number;
}

/** Boxes of teams. The tenant comes first, always. */
export interface SharedBoxStore {
  /** By name. */
  list(tenantId: string): Promise<readonly SharedBoxRow[]>;
  get(tenantId: string, id: string): Promise<SharedBoxRow | undefined>;
  /** @returns false when another shared box has that name. @throws {StorageError} `reference` when a member is nobody of the tenant */
  insert(tenantId: string, box: SharedBoxFields & { readonly id: string }, by: Changer): Promise<boolean>;
  /** As `insert`; `changed` when it is not there in that version. */
  update(
    tenantId: string,
    box: SharedBoxFields & { readonly id: string; readonly version: number },
    by: Changer,
  ): Promise<'done' | 'taken' | 'changed'>;
  /** With its messages and greetings; their audio goes with the next night. False when there is none. */
  delete(tenantId: string, id: string, by: Changer): Promise<boolean>;
}
