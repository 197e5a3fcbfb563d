import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { reference, templateSchema } from './parts.ts';
import { fill } from './text.ts';

export const notifySettingsSchema = z.object({
  channel: z.enum(['push', 'email', 'webhook']),
  /** Push: ids of users. E-mail: addresses or ids of users. Webhook: `https://` addresses. */
  to: z.array(z.string().max(500)).max(20),
  /** May hold `{{variables}}`. */
  text: templateSchema,
});

export const notifyNode: NodeKind<'notify', typeof notifySettingsSchema, null> = {
  kind: 'notify',
  group: 'flow',
  settings: notifySettingsSchema,
  defaults: { channel: 'push', to: [], text: '' },
  exits: () => [{ id: 'next' }],
  references({ channel, to }) {
    if (channel === 'webhook') return [];
    return to.flatMap((id, index) => (channel === 'email' && id.includes('@') ? [] : [reference('user', id, `to.${index}`)]));
  },
  enter({ settings: { channel, to, text }, run }) {
    const whom = to.filter((one) => one !== '');
    if (whom.length === 0) return { kind: 'leave', exit: 'next', why: { kind: 'nobody-to-tell' } };
    return { kind: 'leave', exit: 'next', why: { kind: 'told' }, effects: [{ kind: 'notify', channel, to: whom, text: fill(text, run) }] };
  },
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
