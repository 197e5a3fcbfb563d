import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { VoicemailWorld } from './testing/voicemail-world.testing.ts';

let database: TestDatabase;
let world: VoicemailWorld;
beforeAll(async () => {
  database = await VoicemailWorld.database();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await VoicemailWorld.open(database);
});

describe('messages in people’s browsers', () => {
  it('[VM84] each message is told to those who listen to the box, under a key of its own; nothing said, nothing told', async () => {
    const call = world.call();
    const { result } = world.leave(call);
    await world.untilRecording(call);
    await world.say(call, 1_500, true);
    call.hangUp();
    await result;
    await world.leaveMessage(1_500);
    await world.until(() => world.pushed.length === 1);
    const [message] = await world.inbox('bob');
    expect(world.pushed).toEqual([
      { userIds: [world.people.bob], notice: { kind: 'voicemail', caller: 'alice', box: '', onceKey: `voicemail/${message?.id ?? ''}` } },
    ]);
  });
});
