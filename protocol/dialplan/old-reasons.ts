import { reasonSchema, type PlainReason, type Reason } from './reason.ts';

/** Paths were once stored with an English sentence for each step. */
const sentences: Readonly<Record<string, PlainReason>> = {
  answered: 'answered',
  'nobody answered': 'nobody-answered',
  busy: 'busy',
  unreachable: 'unreachable',
  'could not be called': 'not-called',
  'nobody to ring': 'nobody-to-ring',
  'no number': 'no-number',
  'an agent answered': 'agent-answered',
  'waited too long': 'waited-too-long',
  'the queue was full': 'queue-full',
  'no agents': 'no-agents',
  'pressed the exit key': 'exit-key',
  'wanted to be called back': 'callback',
  'no queue chosen': 'no-queue-chosen',
  'left a message': 'message-left',
  'left no message': 'no-message',
  'the box was full': 'box-full',
  'no message could be taken': 'message-failed',
  'no box chosen': 'no-box-chosen',
  'left the conference': 'left-conference',
  'no room chosen': 'no-room-chosen',
  played: 'played',
  'skipped with a key': 'skipped',
  'nothing to play': 'nothing-to-play',
  waited: 'waited',
  'pressed nothing': 'pressed-nothing',
  'wrong choices': 'wrong-choices',
  'too few keys': 'too-few-keys',
  'right PIN': 'right-pin',
  'wrong PIN': 'wrong-pin',
  'no PIN chosen': 'no-pin-chosen',
  'set by hand': 'set-by-hand',
  'opening hours': 'opening-hours',
  'outside opening hours': 'outside-hours',
  'unknown time zone': 'unknown-time-zone',
  'no schedule chosen': 'no-schedule-chosen',
  'the schedule is unknown': 'schedule-unknown',
  'the condition holds': 'condition-holds',
  'no condition holds': 'no-condition',
  'known caller': 'known-caller',
  'unknown caller': 'unknown-caller',
  'the request succeeded': 'request-succeeded',
  'the request failed': 'request-failed',
  'no address': 'no-address',
  interrupted: 'interrupted',
  'recording on': 'recording-on',
  'recording off': 'recording-off',
  told: 'told',
  'nobody to tell': 'nobody-to-tell',
  'heard of the outage': 'heard-notice',
  'wants to be told when it is over': 'wants-notice',
  'no outage': 'no-outage',
  'no notice chosen': 'no-notice-chosen',
  'no prefix': 'no-prefix',
  'skills set': 'skills-set',
  'language de': 'language-de',
  'language en': 'language-en',
  'went to another plan': 'went-to-plan',
  'went through another plan': 'went-through-plan',
  'hung up': 'hung-up',
  'the entry leads nowhere': 'entry-leads-nowhere',
  'the exit leads nowhere': 'exit-leads-nowhere',
  'the plan leads nowhere': 'plan-leads-nowhere',
  'the node is gone': 'node-gone',
  'went in circles': 'circles',
  'too many plans in each other': 'too-deep',
  'there is nothing to return to': 'nothing-to-return-to',
};

/** A stored reason of whatever age: as it is today, a sentence of before, or a name that somebody gave; empty: none. */
export function readReason(stored: unknown): Reason | undefined {
  if (typeof stored !== 'string') return reasonSchema.safeParse(stored).data;
  if (stored === '') return undefined;
  const plain = Object.hasOwn(sentences, stored) ? sentences[stored] : undefined;
  if (plain !== undefined) return { kind: plain };
  return reasonSchema.safeParse({ kind: stored }).data ?? withValue(stored) ?? { kind: 'named', name: stored.slice(0, 200) };
}

function withValue(sentence: string): Reason | undefined {
  const [, word = '', value = ''] = /^(pressed|dialled|entered|set|prefix|priority|returned:) (.{1,190})$/u.exec(sentence) ?? [];
  switch (word) {
    case 'pressed':
      return { kind: 'pressed', keys: value };
    case 'dialled':
      return { kind: 'dialled', number: value };
    case 'entered':
      return { kind: 'entered', count: Number.parseInt(value, 10) || 0 };
    case 'set':
      return { kind: 'variable-set', name: value };
    case 'prefix':
      return { kind: 'prefix', prefix: value };
    case 'priority':
      return { kind: 'priority', priority: Number(value) || 0 };
    case 'returned:':
      return { kind: 'returned', end: value };
    default:
      return undefined;
  }
}
