import { expect, test } from 'vitest';
import { dtmfRelayType, dtmfType, parseDigit, writeDtmfRelay } from './dtmf.ts';

test.for([
  ['Signal=5\r\nDuration=160\r\n', '5', 160],
  ['Signal=#\nDuration=1', '#', 1],
  ['signal= * \r\n duration = 90', '*', 90],
  ['Signal=10\r\nDuration=100', '*', 100],
  ['Signal=d', 'D', 160],
] as const)('[CA25] %j is key %s for %i ms', ([body, key, durationMs]) => {
  expect(parseDigit(dtmfRelayType, body)).toEqual({ key, durationMs });
});

test.for([
  '',
  'Signal=',
  'Signal=E',
  'Signal=12',
  'Signal=5\r\nDuration=0',
  'Signal=5\r\nDuration=-1',
  'Signal=5\r\nDuration=1e3',
  'Duration=100',
  'Signal=1\r\nVolume=3',
  '=5',
])('[CA25] %j is no key', (body) => {
  expect(parseDigit(dtmfRelayType, body)).toBeUndefined();
});

test('[CA25] application/dtmf is the bare key', () => {
  expect(parseDigit(dtmfType, ' 7\r\n')).toEqual({ key: '7', durationMs: 160 });
  expect(parseDigit(dtmfType, 'Signal=7')).toBeUndefined();
});

test('[CA25] what is written is read back', () => {
  for (const key of '0123456789*#ABCD'.split(''))
    expect(parseDigit(dtmfRelayType, writeDtmfRelay({ key, durationMs: 70 }))).toEqual({ key, durationMs: 70 });
});
