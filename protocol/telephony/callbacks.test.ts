import { expect, it } from 'vitest';
import { callbackTransitions } from './callbacks.ts';
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
  const states = Object.entries(callbackTransitions);
  const isFinal = ([, next]: (typeof states)[number]): boolean => next.length === 0;
  expect(states.filter(isFinal).map(([state]) => state)).toEqual(['done', 'given-up']);
  expect(states.filter((state) => !isFinal(state)).every(([, next]) => next.includes('given-up'))).toBe(true);
});
