import type { GreetingChoice } from '../../../protocol/telephony/greetings.ts';
import type { UpdateVoicemailBox, VoicemailQuery } from '../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../protocol/wire/page.ts';

/** A voicemail box: a person's own, or one that members share. */
export interface Box {
  readonly id: string;
  /** Whose own box it is. */
  readonly userId: string | undefined;
  readonly name: string;
  readonly isOn: boolean;
  readonly maxMessageSeconds: number;
  readonly maxMessages: number;
  readonly emailNotice: 'none' | 'notice' | 'with-audio';
  readonly greetings: GreetingChoice;
  /** Its messages can be heard by phone. */
  readonly hasPin: boolean;
  readonly version: number;
}

/** A message that is being taken. */
export interface NewMessage {
  readonly id: string;
  readonly boxId: string;
  readonly callId: string | undefined;
  readonly caller: { readonly userId: string | undefined; readonly displayName: string; readonly number: string };
  readonly receivedAt: Date;
  readonly objectId: string;
  readonly nodeId: string;
}

export interface Message extends NewMessage {
  readonly boxName: string;
  readonly state: 'recording' | 'whole' | 'cut';
  readonly durationMs: number;
  readonly deletedAt: Date | undefined;
  readonly heardBy: readonly { readonly userId: string; readonly name: string; readonly at: Date }[];
}

/** What became of a message that was taken. */
export interface TakenMessage {
  readonly id: string;
  readonly state: 'whole' | 'cut';
  readonly objectId: string;
  readonly durationMs: number;
}

/** Who asked, for the audit log. */
export interface Changer {
  readonly userId: string;
  /** Undefined when they asked by phone. */
  readonly address: string | undefined;
}

/** Where boxes and messages are kept; audio lies in the object store. The tenant comes first, always. */
export interface VoicemailStore {
  /** A person's own box; made when there is none. Undefined when there is no such person. */
  boxOfUser(tenantId: string, userId: string): Promise<Box | undefined>;
  /** Whether their box takes messages; false for nobody's. */
  isOnFor(tenantId: string, userId: string): Promise<boolean>;
  box(tenantId: string, boxId: string): Promise<Box | undefined>;
  /** Boxes that a person listens to: their own first, then shared ones by name. */
  boxesFor(tenantId: string, userId: string): Promise<readonly Box[]>;
  /** Undefined when it was changed since `version`. */
  updateBox(tenantId: string, boxId: string, change: UpdateVoicemailBox, by: Changer): Promise<Box | undefined>;
  /** Names of the boxes that greet by a schedule. */
  boxesBySchedule(tenantId: string, scheduleId: string): Promise<readonly string[]>;
  /** Who listens to a box. */
  listeners(tenantId: string, boxId: string): Promise<readonly string[]>;

  /** Messages in a box that are not deleted. */
  countMessages(tenantId: string, boxId: string): Promise<number>;
  /** Messages that nobody heard, by box. */
  countNew(tenantId: string, boxIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Messages of all these boxes: those that nobody heard, and those that somebody did. */
  countHeard(tenantId: string, boxIds: readonly string[]): Promise<{ readonly newCount: number; readonly oldCount: number }>;
  beginMessage(tenantId: string, message: NewMessage): Promise<void>;
  finishMessage(tenantId: string, message: TakenMessage): Promise<void>;
  /** Removes the row: nothing was said. */
  removeMessage(tenantId: string, id: string): Promise<void>;
  /** Messages that were being taken by this server when it died. */
  unfinished(tenantId: string, nodeId: string): Promise<readonly Message[]>;
  message(tenantId: string, id: string): Promise<Message | undefined>;
  /** Of these boxes, newest first; without those that are being taken. */
  messages(tenantId: string, boxIds: readonly string[], query: VoicemailQuery): Promise<Page<Message>>;
  setHeard(tenantId: string, messageId: string, heard: { readonly userId: string; readonly at: Date | undefined }): Promise<void>;
  setDeleted(tenantId: string, messageId: string, at: Date | undefined): Promise<void>;
  /** Messages deleted before this moment. */
  deletedBefore(tenantId: string, at: Date): Promise<readonly Message[]>;
  /**
   * Removes a message that was deleted before this moment, first its bytes and then its row, with a receipt in the audit log. False when
   * it was restored or removed meanwhile.
   */
  purge(tenantId: string, message: { readonly id: string; readonly before: Date }, deleteBytes: () => Promise<unknown>): Promise<boolean>;
  /** Audio from before this moment that no message and no greeting names: its person was deleted, or a crash came in between. */
  abandoned(tenantId: string, at: Date, limit: number): Promise<readonly string[]>;
}
