import type { SessionHold } from '../../../protocol/support/retention.ts';
import type { StoredHold } from './hold-store.ts';

/** A hold as a person sees it. */
export function holdViewOf({ reason, by, at, releaseAskedBy }: StoredHold, userId: string): SessionHold {
  return {
    reason,
    by: by.name,
    at: at.toISOString(),
    releaseAskedBy: releaseAskedBy?.name ?? null,
    didIAsk: releaseAskedBy?.id === userId,
  };
}
