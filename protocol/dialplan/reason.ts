import { z } from 'zod';

/** Reasons that say all by their kind. */
const plainKinds = [
  'answered',
  'nobody-answered',
  'busy',
  'unreachable',
  'not-called',
  'nobody-to-ring',
  'no-number',
  'agent-answered',
  'waited-too-long',
  'queue-full',
  'no-agents',
  'exit-key',
  'callback',
  'no-queue-chosen',
  'message-left',
  'no-message',
  'box-full',
  'message-failed',
  'no-box-chosen',
  'left-conference',
  'no-room-chosen',
  'played',
  'skipped',
  'nothing-to-play',
  'waited',
  'pressed-nothing',
  'wrong-choices',
  'too-few-keys',
  'right-pin',
  'wrong-pin',
  'no-pin-chosen',
  'set-by-hand',
  'opening-hours',
  'outside-hours',
  'unknown-time-zone',
  'no-schedule-chosen',
  'schedule-unknown',
  'condition-holds',
  'no-condition',
  'known-caller',
  'unknown-caller',
  'request-succeeded',
  'request-failed',
  'no-address',
  'interrupted',
  'recording-on',
  'recording-off',
  'told',
  'nobody-to-tell',
  'heard-notice',
  'wants-notice',
  'no-outage',
  'no-notice-chosen',
  'no-prefix',
  'skills-set',
  'language-de',
  'language-en',
  'went-to-plan',
  'went-through-plan',
  'hung-up',
  'caller-left',
  'talk-over',
  'fallback',
  'server-restarted',
  'entry-leads-nowhere',
  'exit-leads-nowhere',
  'plan-leads-nowhere',
  'node-gone',
  'circles',
  'too-deep',
  'nothing-to-return-to',
] as const;

const text = z.string().max(200);

/** Why a step of a path took its exit: a kind, and what its sentence names. The page has the words. Never holds digits of a PIN. */
export const reasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(plainKinds) }),
  /** Keys that were a choice; never those of a PIN or of a number that is collected. */
  z.object({ kind: z.literal('pressed'), keys: text }),
  z.object({ kind: z.literal('dialled'), number: text }),
  /** How many keys were collected, and not which. */
  z.object({ kind: z.literal('entered'), count: z.number().int() }),
  z.object({ kind: z.literal('variable-set'), name: text }),
  z.object({ kind: z.literal('prefix'), prefix: text }),
  z.object({ kind: z.literal('priority'), priority: z.number() }),
  z.object({ kind: z.literal('returned'), end: text }),
  /** Something that has a name of its own: a condition, an exception or a period of a schedule. */
  z.object({ kind: z.literal('named'), name: text }),
]);
export type Reason = z.infer<typeof reasonSchema>;
/** All of them, for whoever has to have words. */
export const reasonKinds: readonly Reason['kind'][] = reasonSchema.options.flatMap(({ shape: { kind } }) =>
  'options' in kind ? kind.options : [...kind.values],
);
export type PlainReason = (typeof plainKinds)[number];

/** The keys that a reason tells of; undefined: none. */
export function keysOf(reason: Reason | undefined): string | undefined {
  if (reason?.kind === 'pressed') return reason.keys;
  return reason?.kind === 'dialled' ? reason.number : undefined;
}
