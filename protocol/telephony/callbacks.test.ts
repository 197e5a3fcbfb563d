import { expect, it } from 'vitest';
import { callbackStates, callbackTransitions } from './callbacks.ts';
import { newQueueSchema, queueFormSchema, queueDefaults, updateQueueSchema } from './queues.ts';

it.for([
  ['1', '1', false],
  ['1', '2', true],
  [null, '1', true],
  ['1', null, true],
  [null, null, true],
])('[QU71] exit key %s with callback key %s is accepted: %s', ([exitDigit, callbackDigit, isAccepted]) => {
  const fields = { ...queueDefaults, name: 'Service', exitDigit, callbackDigit };
  for (const schema of [newQueueSchema, queueFormSchema]) expect(schema.safeParse(fields).success).toBe(isAccepted);
  const changed = updateQueueSchema.safeParse({ ...fields, version: 1 });
  expect(changed.success).toBe(isAccepted);
  expect(changed.error?.issues.map(({ path, message }) => [path, message])).toEqual(
    isAccepted ? undefined : [[['callbackDigit'], 'key-taken']],
  );
});

it('[QU73] a kept place that ended stays ended, every other state can end', () => {
  for (const state of callbackStates) {
    const isEnd = state === 'done' || state === 'given-up';
    expect(callbackTransitions[state].includes('given-up')).toBe(!isEnd);
    if (isEnd) expect(callbackTransitions[state]).toEqual([]);
  }
});
