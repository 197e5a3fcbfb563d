import { newId } from '../../platform/ids.ts';
import type { NewNotice, Notice, NoticeStore } from './notice-store.ts';

interface Row {
  notice: Notice;
  dueAtMs: number;
  state: 'due' | 'sent' | 'failed';
}

/** Notices in memory. */
export class FakeNoticeStore implements NoticeStore {
  readonly #rows = new Map<string, Map<string, Row>>();

  async add(tenantId: string, notices: readonly NewNotice[], nowMs: number): Promise<number> {
    const rows = this.#rowsOf(tenantId);
    let added = 0;
    for (const notice of notices) {
      const key = JSON.stringify([notice.onceKey, notice.channel, notice.whom]);
      if (rows.has(key)) continue;
      rows.set(key, { notice: { ...notice, id: newId(), attempts: 0, createdAtMs: nowMs }, dueAtMs: nowMs, state: 'due' });
      added += 1;
    }
    return added;
  }

  async take(tenantId: string, nowMs: number, untilMs: number): Promise<readonly Notice[]> {
    const due = [...this.#rowsOf(tenantId).values()].filter((row) => row.state === 'due' && row.dueAtMs <= nowMs);
    for (const row of due) {
      row.dueAtMs = untilMs;
      row.notice = { ...row.notice, attempts: row.notice.attempts + 1 };
    }
    return due.map((row) => row.notice);
  }

  async postpone(tenantId: string, id: string, dueAtMs: number): Promise<void> {
    const row = this.#row(tenantId, id);
    if (row) row.dueAtMs = dueAtMs;
  }

  async settle(tenantId: string, id: string, state: 'sent' | 'failed'): Promise<void> {
    const row = this.#row(tenantId, id);
    if (row) Object.assign(row, { state, notice: { ...row.notice, text: '' } });
  }

  async purge(tenantId: string, beforeMs: number): Promise<void> {
    const rows = this.#rowsOf(tenantId);
    for (const [key, { state, notice }] of rows) if (state !== 'due' && notice.createdAtMs < beforeMs) rows.delete(key);
  }

  async tenantIds(): Promise<readonly string[]> {
    return [...this.#rows.keys()];
  }

  #rowsOf(tenantId: string): Map<string, Row> {
    const rows = this.#rows.get(tenantId) ?? new Map<string, Row>();
    this.#rows.set(tenantId, rows);
    return rows;
  }

  #row(tenantId: string, id: string): Row | undefined {
    return [...this.#rowsOf(tenantId).values()].find(({ notice }) => notice.id === id);
  }
}
