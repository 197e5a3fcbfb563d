import { describe, expect, it } from 'vitest';
import { controlStateOf } from './control-state.ts';

const view = { link: 'live', mySeatId: 'alice', controlHolder: undefined, controlTarget: 'A page', mayControl: ['alice'] } as const;

describe('how control stands for an expert', () => {
  it('[SU261] is mine, free or a colleague’s', () => {
    expect(controlStateOf(view)).toBe('free');
    expect(controlStateOf({ ...view, controlHolder: 'alice' })).toBe('mine');
    expect(controlStateOf({ ...view, controlHolder: 'bob' })).toBe('other');
  });

  it('[SU261] is nothing without the customer’s yes, whoever was named', () => {
    expect(controlStateOf({ ...view, mayControl: [] })).toBe('none');
    expect(controlStateOf({ ...view, mayControl: ['bob'], controlHolder: 'alice' })).toBe('none');
  });

  it('[SU262] is locked while nothing is heard of the customer, and while nothing can be controlled', () => {
    for (const link of ['locked', 'reconnecting'] as const)
      expect(controlStateOf({ ...view, controlHolder: 'alice', link }), link).toBe('paused');
    expect(controlStateOf({ ...view, controlHolder: 'alice', controlTarget: undefined })).toBe('unreachable');
  });
});
