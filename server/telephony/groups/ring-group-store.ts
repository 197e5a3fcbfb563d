import type { RingGroup, RingGroupFields } from '../../../protocol/telephony/groups.ts';
import type { NamedStore } from './named-store.ts';

/** Where ring groups are kept. */
export type RingGroupStore = NamedStore<RingGroupFields, RingGroup>;
