import { z } from 'zod';
import type { CallSnapshot } from '../sip/phone.ts';
import type { PhoneStatus } from '../sip/phone-status.ts';

/** What every tab shows of the phone: plain data. */
export interface PhoneView {
  /** `waiting`: neither owner nor told by one yet. */
  readonly role: 'waiting' | 'owner' | 'mirror';
  readonly status: PhoneStatus;
  readonly calls: readonly CallSnapshot[];
  /** The browser wants a click before it makes a sound. */
  readonly isSoundBlocked: boolean;
}

export const emptyView: PhoneView = { role: 'waiting', status: { name: 'stopped' }, calls: [], isSoundBlocked: false };

/** Everything a person can do to a call, in any tab. The one catalogue: screens make these, the owner carries them out. */
export const phoneCommandSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('dial'), number: z.string().min(1).max(200), displayName: z.string().max(200), siteId: z.uuid().optional() }),
  z.object({ name: z.literal('answer'), callId: z.string() }),
  z.object({ name: z.literal('decline'), callId: z.string() }),
  z.object({ name: z.literal('ignore'), callId: z.string() }),
  z.object({ name: z.literal('hangUp'), callId: z.string() }),
  z.object({ name: z.literal('dismiss'), callId: z.string() }),
  z.object({ name: z.literal('setMuted'), callId: z.string(), isMuted: z.boolean() }),
  z.object({ name: z.literal('hold'), callId: z.string() }),
  /** Resumes this call and holds every other: also the swap of two calls. */
  z.object({ name: z.literal('talkTo'), callId: z.string() }),
  /** Resumes all of these: calls that become one conference. */
  z.object({ name: z.literal('talkTogether'), callIds: z.array(z.string()).max(8) }),
  z.object({ name: z.literal('press'), callId: z.string(), keys: z.string().max(64) }),
  z.object({ name: z.literal('allowSound') }),
]);
export type PhoneCommand = z.infer<typeof phoneCommandSchema>;
