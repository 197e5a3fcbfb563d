import type { Device, DigestPolicy } from '../../../../protocol/identity/admin.ts';
import type { Page } from '../../../../protocol/wire/page.ts';
import { PAGE_SIZE } from '../../../platform/lists/list-search.ts';
import type { ListSearch } from '../../../platform/lists/list-search.ts';

/** What each sortable column of the list compares. */
const SORT_VALUES = {
  label: (device) => device.label,
  person: (device) => device.userName,
  sipUsername: (device) => device.sipUsername,
  lastSeen: (device) => device.lastSeenAt ?? '',
  state: (device) => (device.isDisabled ? '1' : '0'),
} as const satisfies Record<string, (device: Device) => string>;

type SortColumn = keyof typeof SORT_VALUES;

function isSortColumn(column: string | undefined): column is SortColumn {
  return column !== undefined && Object.hasOwn(SORT_VALUES, column);
}

/** Filters, orders and cuts the list. The server tells all devices of a tenant at once, so this is done where they are shown. */
export function pageOfDevices(devices: readonly Device[], search: ListSearch): Page<Device> {
  const words = (search.query ?? '').toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const valueOf = SORT_VALUES[isSortColumn(search.sort) ? search.sort : 'label'];
  const sign = search.direction === 'descending' ? -1 : 1;
  const found = devices
    .filter(({ label, userName, sipUsername }) => {
      const text = `${label} ${userName} ${sipUsername}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => sign * valueOf(a).localeCompare(valueOf(b), undefined, { numeric: true }) || a.label.localeCompare(b.label));
  const start = ((search.page ?? 1) - 1) * PAGE_SIZE;
  return { items: found.slice(start, start + PAGE_SIZE), total: found.length };
}

/**
 * Whether a new phone is allowed MD5: never where its PBX does not ask for it; unless somebody chose otherwise, only where
 * the PBX asks for nothing else. `choice` is null while nobody chose.
 */
export function allowsMd5(policy: DigestPolicy, choice: boolean | null): boolean {
  if (policy === 'sha-256') return false;
  return choice ?? policy === 'md5';
}

/** Whether phones can reach the registrar: without an open SIP port the server names none. */
export function hasSipPort(registrar: string): boolean {
  return /:\d+$/.test(registrar);
}
