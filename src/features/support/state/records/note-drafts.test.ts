import { describe, expect, it } from 'vitest';
import { NoteDrafts } from './note-drafts.ts';
import { FakeStorage } from './testing/storage.fake.ts';

const draft = { sealed: 'c2VhbGVk', version: 3, sent: '' };
const day = 24 * 3_600_000;

function draftsAt(storage = new FakeStorage()) {
  let now = 1_000 * day;
  const of = (userId: string) => new NoteDrafts(storage, userId, () => now);
  return { of, pass: (ms: number) => (now += ms) };
}

describe('drafts of notes', () => {
  it('[SU294] are each person’s own, one a session', () => {
    const { of } = draftsAt();
    of('alice').of('one').keep(draft);
    expect(of('alice').of('one').read()).toMatchObject(draft);
    expect([of('alice').of('other').read(), of('bob').of('one').read()]).toEqual([undefined, undefined]);
    of('alice').of('one').forget();
    expect(of('alice').of('one').read()).toBeUndefined();
  });

  it('[SU294] are left when nobody wrote for a while, and forgotten after a week', () => {
    const { of, pass } = draftsAt();
    const drafts = of('alice');
    drafts.of('one').keep(draft);
    of('bob').of('two').keep(draft);
    expect(drafts.left(10_000)).toEqual([]);
    pass(10_000);
    expect(drafts.left(10_000)).toEqual(['one']);
    pass(7 * day);
    expect([drafts.left(10_000), drafts.of('one').read()]).toEqual([[], undefined]);
  });

  it('[SU294] a full browser and what somebody else put there cost nothing', () => {
    const storage = new FakeStorage(20);
    const place = draftsAt(storage).of('alice').of('one');
    place.keep(draft);
    storage.setItem('deskline.support-notes alice one', '{');
    expect(place.read()).toBeUndefined();
  });
});
