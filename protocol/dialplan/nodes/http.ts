import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { templateSchema, variableNameSchema } from './parts.ts';
import { fill, withVariables } from './text.ts';

/** Whom it may reach (allow-list, no internal addresses) is the server's to decide. */
export const httpSettingsSchema = z.object({
  method: z.enum(['GET', 'POST']),
  /** `https://…`, may hold `{{variables}}`, which are percent-encoded. */
  url: templateSchema,
  /** Sent as a JSON object with POST. */
  body: z.array(z.object({ name: z.string().min(1).max(60), value: templateSchema })).max(30),
  timeoutSeconds: z.number().int().min(1).max(5),
  /** JSON pointers (RFC 6901) into the answer. */
  pick: z
    .array(
      z.object({
        variable: variableNameSchema,
        pointer: z
          .string()
          .max(200)
          .regex(/^(\/.*)?$/u),
      }),
    )
    .max(30),
});

export const httpNode: NodeKind<'http', typeof httpSettingsSchema, null> = {
  kind: 'http',
  group: 'decide',
  settings: httpSettingsSchema,
  defaults: { method: 'GET', url: '', body: [], timeoutSeconds: 3, pick: [] },
  exits: () => [{ id: 'ok' }, { id: 'failed' }],
  references: () => [],
  enter({ settings: { method, url, body, timeoutSeconds, pick }, run }) {
    if (url === '') return { kind: 'leave', exit: 'failed', why: { kind: 'no-address' } };
    const question = {
      about: 'http',
      method,
      // Half a surrogate pair, which other systems' answers can hold, is no text that could be encoded.
      url: fill(url, run, (value) => encodeURIComponent(value.toWellFormed())),
      body: method === 'POST' ? Object.fromEntries(body.map(({ name, value }) => [name, fill(value, run)])) : {},
      timeoutSeconds,
      pick: Object.fromEntries(pick.map(({ variable, pointer }) => [variable, pointer])),
    } as const;
    return { kind: 'stay', state: null, effects: [{ kind: 'ask', question }] };
  },
  // What may have changed something out there is not asked a second time.
  resume(here) {
    if (here.settings.method === 'POST') return { kind: 'leave', exit: 'failed', why: { kind: 'interrupted' } };
    return this.enter(here);
  },
  keys: () => 'keep',
  handle({ settings, run }, state, event) {
    if (event.kind !== 'answer') return { kind: 'stay', state, effects: [] };
    if (event.answer.about !== 'http' || !event.answer.isOk) return { kind: 'leave', exit: 'failed', why: { kind: 'request-failed' } };
    const { values } = event.answer;
    const wanted = settings.pick.flatMap(({ variable }) =>
      Object.hasOwn(values, variable) ? [[variable, values[variable] ?? ''] as const] : [],
    );
    return {
      kind: 'leave',
      exit: 'ok',
      why: { kind: 'request-succeeded' },
      set: { variables: withVariables(run.variables, Object.fromEntries(wanted)) },
    };
  },
};
