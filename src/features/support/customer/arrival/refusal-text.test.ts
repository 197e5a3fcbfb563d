import { describe, expect, it } from 'vitest';
import { words } from '../words/customer.en.ts';
import { endReason } from '../ending/end-reason.ts';
import { isHandshakeFault, refusalText } from './refusal-text.ts';

describe('[SU127] why somebody could not come in', () => {
  it.each([
    ['unknown', words.refusal.unknown],
    ['used', words.refusal.used],
    ['removed', words.refusal.used],
    ['expired', words.refusal.expired],
    ['tenant-ended', words.refusal['tenant-ended']],
    ['burnt', words.refusal.burnt],
    ['wrong-secret', words.refusal.wrong],
    ['late', words.refusal.noAnswer],
    ['never heard of', words.refusal.other],
  ])('%s has its sentence', (reason, sentence) => {
    expect(refusalText(reason, undefined, words)).toBe(sentence);
  });

  it('says how long to wait when tries are slowed', () => {
    expect(refusalText('slowed', 30, words)).toContain('30 s');
  });

  it('is told apart from troubles on the way', () => {
    expect(isHandshakeFault('wrong-secret')).toBe(true);
    expect(isHandshakeFault('screen-refused')).toBe(false);
    expect(isHandshakeFault(undefined)).toBe(false);
  });
});

describe('[SU127] why a session ended', () => {
  it.each([
    ['done', 'done'],
    [undefined, 'done'],
    ['words-differ', 'wordsDiffer'],
    ['taken-over', 'takenOver'],
    ['removed', 'removed'],
    ['ended-by-staff', 'done'],
    ['everybody-left', 'idle'],
    ['log-full', 'tooLong'],
    ['tenant-ended', 'tenantEnded'],
    ['tampered', 'fault'],
    ['never heard of', 'fault'],
  ])('%s', (reason, key) => {
    expect(endReason(reason)).toBe(key);
  });
});
