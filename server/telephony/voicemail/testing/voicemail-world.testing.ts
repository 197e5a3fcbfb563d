import { setTimeout as pause } from 'node:timers/promises';
import type { Sound } from '../../../../protocol/dialplan/sounds.ts';
import { voicemailQuerySchema, type VoicemailQuery } from '../../../../protocol/telephony/voicemail.ts';
import type { Actor } from '../../../identity/index.ts';
import type { Clip } from '../../../media/media-engine.ts';
import { Speaker } from '../../../media/recordings/testing/speaker.ts';
import { SpeechError } from '../../../media/speech/speech-synthesis.ts';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { newId } from '../../../platform/ids.ts';
import { FakeMailer } from '../../../platform/mail/mailer.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import type { SealedObjects } from '../../../storage/index.ts';
import { FakeJobs } from '../../../storage/jobs/jobs.fake.ts';
import { createTestDatabase, type TestDatabase } from '../../../storage/testing/database.testing.ts';
import { FakeAttendedCall } from '../../calls/attended-call.fake.ts';
import type { EventPackage, EventSubscriptions, SipPrincipal, Watched } from '../../sip/index.ts';
import { parseUri } from '../../sip/message/uri-parser.ts';
import type { NamedSchedule } from '../box-schedules.ts';
import type { MessageRequest } from '../voicemail.ts';
import { Voicemail } from '../voicemail.ts';

const clipMs = 1_000;
const packetMs = 20;

export const pbxHost = 'main.acme.example.test';

/** Phones that subscribed to everything: what they may watch, and whose lamp was told to look again, oldest first. */
class Lamps implements EventSubscriptions {
  readonly told: string[] = [];
  readonly size = 0;
  #package: EventPackage | undefined;

  serve(eventPackage: EventPackage): void {
    this.#package = eventPackage;
  }

  changed(_tenantId: string, userId: string): void {
    this.told.push(userId);
  }

  /** What the phone of this person would be told; undefined when there is nothing at that address for them. */
  async at(person: SipPrincipal, address: string): Promise<readonly string[] | undefined> {
    const watched = await this.watch(person, address);
    return (await watched?.read())?.split('\r\n');
  }

  async watch(person: SipPrincipal, address: string): Promise<Watched | undefined> {
    return this.#package?.find(person, parseUri(`sip:${address}`));
  }
}

/** A tenant with alice, bob and carol, a clock of the test's own, and callers who speak. */
export class VoicemailWorld {
  readonly clock = new FakeClock(Date.UTC(2026, 4, 1, 12));
  readonly mailer = new FakeMailer();
  readonly tenantId: string;
  readonly people: Readonly<Record<'alice' | 'bob' | 'carol', string>>;
  readonly database: TestDatabase;
  /** Who was told how many new messages they have, oldest first. */
  readonly told: { readonly userId: string; readonly newCount: number }[] = [];
  /** How long the audio is that people send. */
  preparedMs = 700;
  /** Whom browsers were told of what, oldest first. */
  readonly pushed: { readonly userIds: readonly string[]; readonly notice: object }[] = [];
  readonly jobs = new FakeJobs();
  readonly lamps = new Lamps();
  /** The tenant's schedules. */
  schedules: NamedSchedule[] = [];
  /** Names of plans by the box or greeting that they name. */
  readonly planUses = new Map<string, readonly string[]>();
  voicemail!: Voicemail;

  private constructor(database: TestDatabase, tenantId: string, people: VoicemailWorld['people']) {
    this.database = database;
    this.tenantId = tenantId;
    this.people = people;
  }

  static async open(database: TestDatabase): Promise<VoicemailWorld> {
    const tenantId = await database.createTenant(`voicemail-${newId()}`);
    const people = { alice: newId(), bob: newId(), carol: newId() };
    await database.db.inTenant(tenantId, async (trx) => {
      for (const [name, id] of Object.entries(people)) {
        const fields = { email: `${name}@example.test`, display_name: name, login_name: name, role: 'user' as const };
        await trx
          .insertInto('users')
          .values({ tenant_id: tenantId, id, ...fields })
          .execute();
      }
    });
    const world = new VoicemailWorld(database, tenantId, people);
    await world.restart();
    return world;
  }

  static database(): Promise<TestDatabase> {
    return createTestDatabase();
  }

  /** A server starts on what there is; the one before is dead, without having finished anything. */
  async restart({
    objects = this.database.objects,
    hasMail = true,
  }: { readonly objects?: SealedObjects; readonly hasMail?: boolean } = {}): Promise<void> {
    const { db, audit } = this.database;
    this.voicemail = await Voicemail.create({
      storage: { db, audit, objects, jobs: this.jobs },
      clips: async (_tenantId, sounds) => sounds.map((sound) => clipNamed(nameOf(sound))),
      workshop: { prepare: async (source) => ({ content: Buffer.from(source), durationMs: this.preparedMs }) },
      speech: {
        voices: () => [{ id: 'en', name: 'English', language: 'en' }],
        speak: async ({ text, voice }) => {
          if (voice !== 'en') throw new SpeechError('unknown-voice', voice);
          return Buffer.from(text);
        },
      },
      plans: {
        schedules: async () => this.schedules,
        boxUses: async () => this.planUses,
        greetingUses: async () => this.planUses,
      },
      notices: { toUser: ({ userId }, _name, { newCount }) => void this.told.push({ userId, newCount }), toTenant: () => undefined },
      phones: {
        subscriptions: this.lamps,
        owns: async ({ userId }, user, host) =>
          host === pbxHost && Object.entries(this.people).some((one) => one[0] === user && one[1] === userId),
      },
      push: { tell: async (_tenantId, userIds, notice) => void this.pushed.push({ userIds, notice }) },
      clock: this.clock,
      logger: silentLogger,
      nodeId: 'node-1',
      mail: hasMail ? { mailer: this.mailer, languageOf: async () => 'en', address: 'https://phone.acme.test' } : undefined,
    });
  }

  actor(name: keyof VoicemailWorld['people']): Actor {
    return { tenantId: this.tenantId, userId: this.people[name], role: 'user', sessionId: newId(), address: '192.0.2.1' };
  }

  /** Whose phone it is, as the SIP stack proved it. */
  principal(name: keyof VoicemailWorld['people']): SipPrincipal {
    return { tenantId: this.tenantId, userId: this.people[name], pbxId: 'main', deviceId: `${name}-desk` };
  }

  call(): FakeAttendedCall {
    return new FakeAttendedCall({
      clock: this.clock,
      tenantId: this.tenantId,
      id: newId(),
      caller: { userId: this.people.alice, displayName: 'alice', number: '100' },
    });
  }

  /** The caller is connected to bob's box. */
  leave(call: FakeAttendedCall, request: Partial<MessageRequest> = {}) {
    const box = { kind: 'user', userId: this.people.bob } as const;
    return this.voicemail.take(call, { box, greeting: 'default', language: 'en', ...request });
  }

  /** Somebody leaves a message of so many milliseconds in bob's box, or in another one. */
  async leaveMessage(ms: number, box?: MessageRequest['box']): Promise<string> {
    const call = this.call();
    const { result } = this.leave(call, box ? { box } : {});
    await this.untilRecording(call);
    await this.say(call, ms);
    call.hangUp();
    return result;
  }

  /** Greeting and beep are over, and what is said is recorded. */
  async untilRecording(call: FakeAttendedCall): Promise<void> {
    await this.until(() => call.tapCount > 0);
  }

  /** Lets time go by until something is so; the database takes real time, everything else that of the clock. */
  async until(isSo: () => boolean): Promise<void> {
    for (let turn = 0; turn < 600; turn += 1) {
      if (isSo()) return;
      this.clock.advance(50);
      await pause(3);
    }
    throw new Error('it did not become so');
  }

  /** The caller says something, or nothing, for so long. */
  async say(call: FakeAttendedCall, ms: number, isSilent = false): Promise<void> {
    const speaker = this.#speakers.get(call) ?? new Speaker();
    this.#speakers.set(call, speaker);
    for (let at = 0; at < ms; at += packetMs) {
      call.says(speaker.say(isSilent));
      this.clock.advance(packetMs);
      if (at % 500 === 0) await pause(2);
    }
  }

  /** An admin of the tenant; not one of the people above. */
  admin(): Actor {
    return { ...this.actor('alice'), role: 'admin' };
  }

  async inbox(name: keyof VoicemailWorld['people'], query: Partial<VoicemailQuery> = {}) {
    return (await this.voicemail.mailboxes.messages(this.actor(name), voicemailQuerySchema.parse(query))).items;
  }

  readonly #speakers = new Map<FakeAttendedCall, Speaker>();
}

function nameOf(sound: Sound): string {
  if (sound.kind === 'phrase') return sound.phrase;
  return sound.kind === 'number' ? String(sound.value) : sound.kind === 'digits' ? sound.digits : sound.promptId;
}

function clipNamed(key: string): Clip {
  return { key, durationMs: clipMs, load: async () => [] };
}
