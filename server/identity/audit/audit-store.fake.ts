import type { Page } from '../../../protocol/wire/page.ts';
import { foldText } from '../folded-text.ts';
import { pageOf, type StoredEntry, type TenantRows } from '../tenant-rows.fake.ts';
import { idsIn, namesAmong } from './audit-ids.ts';
import type { AuditFilter, AuditLine, AuditStore } from './audit-store.ts';

/** The audit log in memory. */
export class FakeAuditStore implements AuditStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async page(filter: AuditFilter): Promise<Page<AuditLine>> {
    const names = this.#names();
    const found = this.#rows.audit.filter((entry) => matches(entry, filter, names));
    const { items, total } = pageOf(found, filter);
    return { items: items.map((entry) => lineOf(entry, names)), total };
  }

  async actions(): Promise<readonly string[]> {
    return [...new Set(this.#rows.audit.map((entry) => entry.action))].toSorted();
  }

  #names(): ReadonlyMap<string, string> {
    const { audit, users, extensions, devices, sites, pbxs } = this.#rows;
    // Oldest first, so that the last deletion, and what exists now, has the last word.
    const gone = audit.toReversed().flatMap(({ action, subjectId, before }) => {
      const name = action.endsWith('.deleted')
        ? (before?.['displayName'] ?? before?.['label'] ?? before?.['name'] ?? before?.['number'])
        : null;
      return typeof name === 'string' && name !== '' ? [[subjectId, name] as const] : [];
    });
    return new Map([
      ...gone,
      ...[...users.values()].map(({ user }) => [user.id, user.displayName] as const),
      ...[...extensions.values()].map(({ id, number }) => [id, number] as const),
      ...[...devices.values()].map(({ device }) => [device.id, device.label] as const),
      ...[...sites.values(), ...pbxs.values()].map(({ id, name }) => [id, name] as const),
    ]);
  }
}

function lineOf(entry: StoredEntry, names: ReadonlyMap<string, string>): AuditLine {
  const { actorUserId, before = null, after = null, ...rest } = entry;
  return {
    ...rest,
    before,
    after,
    actorName: actorUserId === null ? null : (names.get(actorUserId) ?? null),
    subjectName: names.get(entry.subjectId) ?? null,
    names: namesAmong([...idsIn(before), ...idsIn(after)], names),
  };
}

function matches(entry: StoredEntry, filter: AuditFilter, names: ReadonlyMap<string, string>): boolean {
  const { person, action, from, until } = filter;
  const folded = foldText(filter.query);
  const isPerson = entry.actorUserId === person || (entry.subjectKind === 'user' && entry.subjectId === person);
  if (person !== undefined && !isPerson) return false;
  if (action !== undefined && entry.action !== action) return false;
  if (from !== undefined && entry.at < new Date(from)) return false;
  if (until !== undefined && entry.at >= new Date(until)) return false;
  const actor = foldText(names.get(entry.actorUserId ?? '') ?? '');
  return entry.action.includes(folded) || actor.includes(folded);
}
