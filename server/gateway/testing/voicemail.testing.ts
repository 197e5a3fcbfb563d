import { recordingOf } from '../../media/audio/testing/recordings.testing.ts';
import type { Dialplan } from '../../dialplan/index.ts';
import type { Prompts } from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { Voicemail } from '../../telephony/index.ts';
import { SqlVoicemailStore } from '../../telephony/voicemail/voicemail-store.sql.ts';
import type { PageHub } from '../socket/page-hub.ts';

export interface RouteVoicemail {
  readonly database: TestDatabase;
  readonly prompts: Prompts;
  readonly pages: PageHub;
  readonly clock: Clock;
  /** Made after voicemail. */
  readonly dialplan: () => Dialplan;
}

/** Voicemail of an installation: real database, object store and programs. */
export function voicemailForRoutes({ database, prompts, pages, clock, dialplan }: RouteVoicemail): Promise<Voicemail> {
  return Voicemail.create({
    storage: { ...database, jobs: new FakeJobs() },
    clips: (tenantId, sounds, language) => prompts.clips(tenantId, sounds, language),
    workshop: prompts.workshop,
    speech: prompts.speech,
    plans: {
      schedules: (tenantId) => dialplan().schedulesOf(tenantId),
      boxUses: (tenantId) => dialplan().usesOf(tenantId, 'voicemail-box'),
      greetingUses: (tenantId) => dialplan().usesOf(tenantId, 'greeting'),
    },
    notices: pages,
    push: { tell: async () => undefined },
    clock,
    logger: silentLogger,
    nodeId: 'node-1',
  });
}

/** Two seconds of a tone, as somebody would leave them; gives the message's id. */
export async function leaveMessage(
  { db, audit, objects }: TestDatabase,
  { tenantId, boxId }: { readonly tenantId: string; readonly boxId: string },
): Promise<string> {
  const writer = await objects.create({ tenantId, retentionClass: 'voicemail', contentType: 'audio/ogg; codecs=opus' });
  await writer.write(recordingOf('sine=440:d=2', 'ogg', '-c:a', 'libopus'));
  await writer.finish();
  const store = new SqlVoicemailStore(db, audit);
  const id = newId();
  const caller = { userId: undefined, displayName: 'Somebody', number: '+4930123456' };
  await store.beginMessage(tenantId, {
    id,
    boxId,
    callId: undefined,
    caller,
    receivedAt: new Date(),
    objectId: writer.id,
    nodeId: 'node-1',
  });
  await store.finishMessage(tenantId, { id, state: 'whole', objectId: writer.id, durationMs: 2_000 });
  return id;
}
