import { describe, expect, it } from 'vitest';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { peerStatusSchema, type PeerStatus } from '../../../protocol/telephony/peer-status.ts';
import type { Actor } from '../../identity/index.ts';
import { CallsWorld, settled } from './testing/calls-world.ts';
import { Merges } from './merges.ts';
import type { FakeDialog } from './testing/fake-dialog.ts';
import type { FakePhone } from './testing/fake-phone.ts';
import { browserSdp } from './testing/fake-sdp.ts';

function statusOf(dialog: FakeDialog | undefined): PeerStatus | undefined {
  const told = dialog?.phoneGot.filter((request) => request.headers.get('Content-Type') === sipNames.peerStatusType).at(-1);
  return told && peerStatusSchema.parse(JSON.parse(new TextDecoder().decode(told.body)));
}

/** Alice talks to Bob, whom she holds, and to Carol. */
async function twoCalls() {
  const world = await CallsWorld.create();
  const [alice, bob, carol] = [
    world.phone(world.person('Alice', '100')),
    world.phone(world.person('Bob', '101')),
    world.phone(world.person('Carol', '102')),
  ];
  const talk = async (other: FakePhone, number: string) => {
    const outgoing = alice.call(number);
    await settled();
    other.ringing.answer();
    await settled();
    const [mine, theirs] = world.media.legs.slice(-2);
    const dialog = outgoing.dialog;
    const otherDialog = other.dialogs.at(-1);
    if (!mine || !theirs || !dialog || !otherDialog) throw new Error('the call was not answered');
    return { id: mine.callId, mine, theirs, dialog, otherDialog };
  };
  const first = await talk(bob, '101');
  await first.dialog.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  const second = await talk(carol, '102');
  await settled();
  const merges = new Merges({ find: (tenantId, id) => world.calls.find(tenantId, id), mixer: world.media.mixer });
  const actorOf = ({ person }: FakePhone): Actor => ({
    tenantId: person.tenantId,
    userId: person.userId,
    role: 'user',
    sessionId: 'session',
    address: '192.0.2.1',
  });
  const hears = (leg: (typeof first)['mine']): string => world.media.hears(leg);
  return { world, alice, bob, carol, first, second, merges, actorOf, hears };
}

async function merged() {
  const rig = await twoCalls();
  rig.merges.merge(rig.actorOf(rig.alice), [rig.first.id, rig.second.id]);
  await settled();
  return rig;
}

describe('merged calls', () => {
  it('[CF20] all three hear each other, also while who merged still holds one of the calls', async () => {
    const { hears, first, second } = await merged();
    expect(hears(first.theirs)).toBe('mix:Alice+Carol');
    expect(hears(second.theirs)).toBe('mix:Alice+Bob');
    expect(hears(second.mine)).toBe('mix:Bob+Carol');
    expect(hears(first.mine)).toBe('silence');
  });

  it('[CF21] all are told who is in it', async () => {
    const { first, second } = await merged();
    for (const dialog of [first.dialog, first.otherDialog, second.dialog, second.otherDialog])
      expect(statusOf(dialog)).toMatchObject({ peer: 'connected', conference: { members: ['Alice', 'Bob', 'Carol'], isRecorded: false } });
    expect(statusOf(first.dialog)?.conference?.id).toBe(statusOf(second.dialog)?.conference?.id);
  });

  it('[CF22] who merged speaks by the leg that does not hold; holding all, the others talk on, without music', async () => {
    const { hears, first, second } = await merged();
    await first.dialog.phoneReinvites(browserSdp());
    await second.dialog.phoneReinvites(browserSdp({ direction: 'sendonly' }));
    await settled();
    expect(hears(first.mine)).toBe('mix:Bob+Carol');
    await first.dialog.phoneReinvites(browserSdp({ direction: 'sendonly' }));
    await settled();
    expect(hears(first.theirs)).toBe('mix:Alice+Carol');
    expect(hears(second.theirs)).toBe('mix:Alice+Bob');
    expect(statusOf(second.otherDialog)?.peer).toBe('connected');
  });

  it('[CF23] one of the others leaves: the two who are left talk directly', async () => {
    const { world, hears, first, second, merges } = await merged();
    await first.dialog.phoneReinvites(browserSdp());
    second.otherDialog.phoneHangsUp();
    await settled();
    expect(hears(first.theirs)).toBe(`leg:${first.mine.id}`);
    expect(hears(first.mine)).toBe(`leg:${first.theirs.id}`);
    expect(statusOf(first.otherDialog)?.conference).toBeUndefined();
    expect([world.calls.inProgress, merges.size, world.media.mixer.size]).toEqual([1, 0, 0]);
  });

  it('[CF24] who merged leaves: the others talk on, and are in no call of theirs any more', async () => {
    const { world, alice, hears, first, second } = await merged();
    first.dialog.phoneHangsUp();
    await settled();
    expect(hears(first.theirs)).toBe('mix:Alice+Carol');
    second.dialog.phoneHangsUp();
    await settled();
    expect(hears(first.theirs)).toBe('mix:Carol');
    expect(hears(second.theirs)).toBe('mix:Bob');
    expect(statusOf(first.otherDialog)?.conference?.members).toEqual(['Bob', 'Carol']);
    expect(world.calls.isInCall(alice.person.tenantId, alice.person.userId)).toBe(false);
    expect(world.calls.inProgress).toBe(2);
  });

  it('[CF24] then the last but one leaves: the last one’s call ends, and nothing is left', async () => {
    const { world, first, second, merges } = await merged();
    first.dialog.phoneHangsUp();
    second.dialog.phoneHangsUp();
    await settled();
    first.otherDialog.phoneHangsUp();
    await settled();
    expect(second.otherDialog.phoneBye).toBeDefined();
    expect([world.calls.inProgress, world.media.legs.length, merges.size, world.media.mixer.size]).toEqual([0, 0, 0, 0]);
    const kinds = world.journal.eventsOf(first.id).map((event) => event.kind);
    expect(kinds).toEqual(expect.arrayContaining(['merged', 'left', 'ended']));
  });

  it('[CF25] a page that is loaded anew stays in the conference', async () => {
    const { world, bob, hears, first } = await merged();
    bob.reload();
    bob.call('100', { replaces: first.otherDialog });
    await settled();
    const leg = world.media.legs.at(-1);
    if (!leg) throw new Error('no leg');
    expect(hears(leg)).toBe('mix:Alice+Carol');
    expect(statusOf(bob.dialogs.at(-1))?.conference?.members).toEqual(['Alice', 'Bob', 'Carol']);
  });

  it('[CF26] another call joins those that were merged', async () => {
    const rig = await merged();
    const { world, alice, hears, first, merges, actorOf } = rig;
    const dave = world.phone(world.person('Dave', '103'));
    alice.call('103');
    await settled();
    dave.ringing.answer();
    await settled();
    const leg = world.media.legs.at(-1);
    if (!leg) throw new Error('no leg');
    merges.merge(actorOf(alice), [first.id, leg.callId]);
    await settled();
    expect(hears(leg)).toBe('mix:Alice+Bob+Carol');
    expect(merges.size).toBe(1);
  });

  it('[CF27] only one’s own connected calls, and none that are in somebody else’s conference', async () => {
    const { world, bob, carol, alice, first, second, merges, actorOf } = await twoCalls();
    expect(() => merges.merge(actorOf(bob), [first.id, second.id])).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => merges.merge({ ...actorOf(alice), tenantId: 'another' }, [first.id, second.id])).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(() => merges.merge(actorOf(alice), [first.id, first.id])).toThrow(expect.objectContaining({ code: 'bad-request' }));
    alice.call('102');
    await settled();
    const ringing = world.media.legs.at(-1)?.callId ?? '';
    expect(() => merges.merge(actorOf(alice), [first.id, ringing])).toThrow(expect.objectContaining({ code: 'changed-meanwhile' }));
    merges.merge(actorOf(alice), [first.id, second.id]);
    expect(() => merges.merge(actorOf(carol), [second.id, second.id, ringing])).toThrow(
      expect.objectContaining({ code: expect.any(String) }),
    );
  });

  it('[CF28] recording one of the calls is told to all', async () => {
    const { world, alice, first, second } = await merged();
    const { phase } = world.calls.find(alice.person.tenantId, first.id) ?? {};
    if (phase?.name !== 'connected') throw new Error('not connected');
    phase.bridge.setRecording('on');
    await settled();
    expect(statusOf(second.otherDialog)?.conference?.isRecorded).toBe(true);
  });
});
