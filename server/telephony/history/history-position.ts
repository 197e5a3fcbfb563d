import type { HistoryPosition } from './call-record-store.ts';

const shape = /^(\d{1,15})_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** `nextBefore` of a page: where the next one begins. */
export function formatPosition({ startedAtMs, id }: HistoryPosition): string {
  return `${startedAtMs}_${id}`;
}

/** Undefined when the text is none of ours. */
export function parsePosition(text: string): HistoryPosition | undefined {
  const [, startedAt, id] = shape.exec(text) ?? [];
  return startedAt === undefined || id === undefined ? undefined : { startedAtMs: Number(startedAt), id };
}
