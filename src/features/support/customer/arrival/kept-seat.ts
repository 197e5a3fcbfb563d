import type { CarefulStorage } from '../../../../platform/storage/careful-storage.ts';
import type { Place } from './place.ts';
import type { JoinRequest } from './join-request.ts';

type Kept = Pick<CarefulStorage, 'getItem' | 'keys'>;

const prefix = 'support-seat ';

/** Where a tab keeps its seat. */
export function keptPlace(routing: string): string {
  return prefix + routing;
}

/** The seat that this tab had at that place before it was loaded again, if it had come as far as the keys. */
export function keptSeat(place: Place, storage: Kept): Extract<JoinRequest, { kind: 'back' }> | undefined {
  const routing = place.kind === 'link' ? place.routingId : codeOf(storage);
  const text = routing === undefined ? null : storage.getItem(keptPlace(routing));
  if (routing === undefined || text === null) return undefined;
  const kept = recordOf(text);
  const { name, resume } = kept;
  return typeof name === 'string' && typeof resume === 'string' ? { kind: 'back', routing, name } : undefined;
}

/** Whoever came by a code has no address of the session; the tab has one at most. */
function codeOf(storage: Kept): string | undefined {
  for (const key of storage.keys()) {
    const routing = /^support-seat (\d{6})$/.exec(key)?.[1];
    if (routing !== undefined) return routing;
  }
  return undefined;
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return {};
    throw cause;
  }
}
