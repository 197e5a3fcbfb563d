import { expect, test } from 'vitest';
import { readReason } from './old-reasons.ts';
import { reasonKinds, reasonSchema } from './reason.ts';

test('[DP317] a path that was stored with English sentences has reasons', () => {
  expect(readReason('nobody answered')).toEqual({ kind: 'nobody-answered' });
  expect(readReason('server-restarted')).toEqual({ kind: 'server-restarted' });
  expect(readReason('pressed 2')).toEqual({ kind: 'pressed', keys: '2' });
  expect(readReason('dialled 101')).toEqual({ kind: 'dialled', number: '101' });
  expect(readReason('entered 4 keys')).toEqual({ kind: 'entered', count: 4 });
  expect(readReason('set customer')).toEqual({ kind: 'variable-set', name: 'customer' });
  expect(readReason('prefix Sales: ')).toEqual({ kind: 'prefix', prefix: 'Sales: ' });
  expect(readReason('priority 7')).toEqual({ kind: 'priority', priority: 7 });
  expect(readReason('returned: done')).toEqual({ kind: 'returned', end: 'done' });
  expect(readReason('Christmas')).toEqual({ kind: 'named', name: 'Christmas' });
});

test('[DP317] a reason that is stored today is read as it is', () => {
  expect(readReason({ kind: 'pressed', keys: '2' })).toEqual({ kind: 'pressed', keys: '2' });
  expect(readReason(JSON.parse(JSON.stringify({ kind: 'played' })))).toEqual({ kind: 'played' });
});

test('[DP317] what is no reason, or is newer, is none; nothing is taken from a prototype', () => {
  for (const strange of ['', undefined, null, 7, {}, { kind: 'of-tomorrow' }, []]) expect(readReason(strange)).toBeUndefined();
  expect(readReason('constructor')).toEqual({ kind: 'named', name: 'constructor' });
  expect(readReason('x'.repeat(900))).toEqual({ kind: 'named', name: 'x'.repeat(200) });
});

test('[DP317] no kind of reason is there twice', () => {
  expect(new Set(reasonKinds).size).toBe(reasonKinds.length);
  expect(reasonSchema.safeParse({ kind: 'pressed' }).success).toBe(false);
});
