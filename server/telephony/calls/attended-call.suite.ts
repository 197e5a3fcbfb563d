import { describe, expect, test } from 'vitest';
import type { Clip, Mouth } from '../../media/media-engine.ts';
import type { AttendedCall, RingPerson, RingRequest } from './attended-call.ts';

/** An attended call, not answered yet, with its caller and two people in the hands of the test. */
export interface AttendedRig {
  readonly call: AttendedCall;
  /** Bob and Carol, 101 and 102, each with a phone. */
  readonly people: readonly RingPerson[];
  /** What the caller hears: `silence`, `sound:<name>`, `clips:<key>+<key>` or `person`. */
  readonly hearing: () => string;
  readonly advance: (ms: number) => Promise<void>;
  readonly press: (key: string) => Promise<void>;
  readonly says: (rtp: Buffer) => void;
  /** The caller's page is loaded anew. */
  readonly reload: () => Promise<void>;
  readonly hangUp: () => Promise<void>;
  readonly isRinging: (number: string) => boolean;
  readonly answer: (number: string) => Promise<void>;
  readonly decline: (number: string) => Promise<void>;
  /** Everything that is on its way arrives. */
  readonly settled: () => Promise<void>;
}

function clips(...keys: readonly string[]): Mouth {
  return { kind: 'clips', clips: keys.map((key): Clip => ({ key, durationMs: 1_000, load: async () => [] })), once: true };
}

const music: Mouth = { kind: 'sound', sound: 'hold-music' };

/** What every `AttendedCall` does: attendants are tested with the fake and live with the real one. */
export function describeAttendedCall(which: string, open: () => Promise<AttendedRig>): void {
  const support = ({ people }: AttendedRig): RingRequest => ({
    people,
    timeoutMs: 20_000,
    presentation: { callerPrefix: '', context: {} },
    because: { kind: 'ring-group', name: 'Support' },
  });

  describe(`an attended call, ${which}`, () => {
    test('[CA60] is not answered before answer(), and answered once', async () => {
      const { call } = await open();
      expect([call.isAnswered, call.isConnected, call.ended.aborted, call.codec]).toEqual([false, false, false, 'opus']);
      await call.answer();
      await call.answer();
      expect([call.isAnswered, call.isConnected]).toEqual([true, false]);
    });

    test('[CA61] the caller hears after the answer what was said last; once ends in silence and one `played`', async () => {
      const { call, hearing, advance, settled } = await open();
      let played = 0;
      call.on('played', () => (played += 1));
      call.hear(music);
      call.hear(clips('hello', 'menu'));
      await advance(3_000);
      expect([hearing(), played]).toEqual(['silence', 0]);
      await call.answer();
      await settled();
      expect(hearing()).toBe('clips:hello+menu');
      await advance(1_999);
      expect(played).toBe(0);
      await advance(1);
      expect([hearing(), played]).toEqual(['silence', 1]);
      call.hear(clips('hello'));
      call.hear(music);
      await advance(5_000);
      expect([hearing(), played]).toEqual(['sound:hold-music', 1]);
      call.hear(undefined);
      await settled();
      expect(hearing()).toBe('silence');
    });

    test('[CA61] an attendant that answers the end of one clip with the next hears of each end', async () => {
      const { call, hearing, advance, settled } = await open();
      const next = clips('again');
      let played = 0;
      call.on('played', () => {
        played += 1;
        if (played < 3) call.hear(next);
      });
      await call.answer();
      call.hear(next);
      await settled();
      for (let round = 0; round < 3; round++) await advance(1_000);
      expect([played, hearing()]).toEqual([3, 'silence']);
    });

    test('[CA62] keys arrive in order', async () => {
      const { call, press } = await open();
      const keys: string[] = [];
      call.on('digit', (key) => keys.push(key));
      await call.answer();
      for (const key of ['1', '*', '#', '0']) await press(key);
      expect(keys).toEqual(['1', '*', '#', '0']);
    });

    test('[CA63] after a reload the clip begins anew, the attendant is told, and taps go on', async () => {
      const { call, hearing, advance, reload, says } = await open();
      const events: string[] = [];
      call.on('resumed', () => events.push('resumed'));
      call.on('played', () => events.push('played'));
      const heard: string[] = [];
      await call.answer();
      const tap = call.tap((rtp) => heard.push(String(rtp)));
      call.hear(clips('hello'));
      await advance(600);
      says(Buffer.from('before'));
      await reload();
      expect([hearing(), events]).toEqual(['clips:hello', ['resumed']]);
      await advance(600);
      expect(events).toEqual(['resumed']);
      await advance(400);
      expect(events).toEqual(['resumed', 'played']);
      says(Buffer.from('after'));
      tap.close();
      tap.close();
      says(Buffer.from('too late'));
      expect(heard).toEqual(['before', 'after']);
    });

    test('[CA64] hang-up ends everything: `ended`, rings, answers; what is said afterwards is said to nobody', async () => {
      const rig = await open();
      const { call } = rig;
      await call.answer();
      const ring = call.ring(support(rig));
      await rig.settled();
      let events = 0;
      call.on('digit', () => (events += 1));
      await rig.hangUp();
      expect([call.ended.aborted, call.ended.reason, rig.isRinging('101'), rig.hearing()]).toEqual([true, 'completed', false, 'silence']);
      expect(await ring.result).toMatchObject({ outcome: 'no-answer', people: [{ outcome: 'stopped' }, { outcome: 'stopped' }] });
      await expect(call.answer()).rejects.toBe('completed');
      call.hear(music);
      call.note('too-late');
      call.tellCaller({ activity: 'plan' });
      call.takenBy({ userId: undefined, displayName: 'Box', number: '' });
      call.tap(() => {}).close();
      call.end('failed');
      expect(await call.ring(support(rig)).result).toMatchObject({ outcome: 'no-answer' });
      expect([call.ended.reason, events, rig.isRinging('101')]).toEqual(['completed', 0, false]);
    });

    test('[CA64] end() before the answer', async () => {
      const { call } = await open();
      call.end('busy');
      expect(call.ended.reason).toBe('busy');
      await expect(call.answer()).rejects.toBe('busy');
    });

    test.for(['before', 'after'] as const)('[CA65] the first answer connects, %s the attendant answered', async (when) => {
      const rig = await open();
      const { call } = rig;
      if (when === 'after') await call.answer();
      call.hear(music);
      const ring = call.ring(support(rig));
      await rig.settled();
      expect([rig.isRinging('101'), rig.isRinging('102'), call.isConnected, call.talksTo]).toEqual([true, true, false, undefined]);
      await rig.answer('102');
      const result = await ring.result;
      expect(result).toMatchObject({ outcome: 'answered', answeredBy: { displayName: 'Carol', number: '102' } });
      expect(result.people.map((each) => each.outcome)).toEqual(['answered', 'elsewhere']);
      expect([call.isAnswered, call.isConnected, rig.hearing(), rig.isRinging('101')]).toEqual([true, true, 'person', false]);
      expect(call.talksTo).toMatchObject({ displayName: 'Carol', number: '102' });
      call.hear(music);
      await rig.settled();
      expect(rig.hearing()).toBe('person');
      await rig.hangUp();
      expect(call.ended.reason).toBe('completed');
    });

    test('[CA66] the last refusal ends the ring; nobody to ring ends it at once', async () => {
      const rig = await open();
      await rig.call.answer();
      const ring = rig.call.ring(support(rig));
      await rig.settled();
      await rig.decline('101');
      await rig.decline('102');
      expect(await ring.result).toMatchObject({ outcome: 'busy', people: [{ outcome: 'declined' }, { outcome: 'declined' }] });
      expect(await rig.call.ring({ ...support(rig), people: [] }).result).toMatchObject({ outcome: 'unreachable', people: [] });
    });

    test('[CA66] nobody answers in time', async () => {
      const rig = await open();
      await rig.call.answer();
      const ring = rig.call.ring(support(rig));
      await rig.settled();
      await rig.advance(20_000);
      expect(await ring.result).toMatchObject({ outcome: 'no-answer', people: [{ outcome: 'no-answer' }, { outcome: 'no-answer' }] });
      expect(rig.isRinging('101')).toBe(false);
    });

    test('[CA67] a second ring stops the first; stop() twice is once', async () => {
      const rig = await open();
      const first = rig.call.ring(support(rig));
      await rig.settled();
      const second = rig.call.ring(support(rig));
      expect(await first.result).toMatchObject({ outcome: 'no-answer', answeredBy: undefined });
      await rig.settled();
      expect(rig.isRinging('101')).toBe(true);
      second.stop();
      second.stop();
      expect((await second.result).people.map((each) => each.outcome)).toEqual(['stopped', 'stopped']);
      expect([rig.isRinging('101'), rig.call.ended.aborted]).toEqual([false, false]);
    });
  });
}
