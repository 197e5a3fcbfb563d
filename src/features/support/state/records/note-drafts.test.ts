import { describe, expect, it } from 'vitest';
import { CarefulStorage } from '../../../../platform/storage/careful-storage.ts';
import { TabClaims } from '../../../../platform/tab-claims.ts';
import { FakeLocks } from '../../../../platform/tab-lock.fake.ts';
import { NoteDrafts, sessionOfDraft } from './note-drafts.ts';
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

  it('[SU294] are each tab’s own: none writes over what another one is writing, or sends it; of a tab that is gone the next one has them', async () => {
    const browser = new FakeLocks();
    const storage = new FakeStorage();
    let now = 1_000 * day;
    const open = () => {
      const { locks, close } = browser.tab();
      const drafts = new NoteDrafts(storage, 'alice', () => now, new TabClaims(locks));
      return { drafts, place: drafts.of('one'), close };
    };
    const [first, second] = [open(), open()];
    await first.place.take?.();
    await second.place.take?.();
    first.place.keep(draft);
    second.place.keep({ ...draft, sealed: 'b3RoZXI' });
    expect([first.place.read()?.sealed, second.place.read()?.sealed]).toEqual(['c2VhbGVk', 'b3RoZXI']);
    second.place.forget();
    expect(first.place.read()?.sealed, 'what one saved takes nothing from the other').toBe('c2VhbGVk');
    second.place.keep({ ...draft, sealed: 'b3RoZXI' });

    now += 60_000;
    const brought: string[] = [];
    const list = open().drafts;
    const bring = async (): Promise<void> => {
      for (const name of list.left(10_000))
        await list.withLeft(name, async ({ sealed }) => void brought.push(`${sessionOfDraft(name)} ${sealed}`));
    };
    await bring();
    expect(brought, 'both are still written').toEqual([]);
    second.close();
    await bring();
    expect(brought).toEqual(['one b3RoZXI']);
    first.close();
    const next = open();
    await next.place.take?.();
    expect(next.place.read()?.sealed).toBe('c2VhbGVk');
  });

  it('[SU480] where storage is full or forbidden they last as long as the page, which says so; nothing is broken', () => {
    for (const open of [
      () => new FakeStorage(5),
      () => {
        throw new DOMException('no', 'SecurityError');
      },
    ]) {
      const drafts = new NoteDrafts(new CarefulStorage(open), 'alice', () => 1_000 * day);
      const place = drafts.of('one');
      expect([place.read(), drafts.left(0), place.isLasting?.()]).toEqual([undefined, [], true]);
      place.keep(draft);
      expect([place.read()?.sealed, drafts.left(0), place.isLasting?.()]).toEqual([draft.sealed, ['one'], false]);
      place.forget();
      expect([place.read(), place.isLasting?.()]).toEqual([undefined, true]);
    }
  });

  it('[SU294] a full browser and what somebody else put there cost nothing', () => {
    const storage = new FakeStorage(20);
    const place = draftsAt(storage).of('alice').of('one');
    place.keep(draft);
    storage.setItem('deskline.support-notes alice one', '{');
    expect(place.read()).toBeUndefined();
  });
});
