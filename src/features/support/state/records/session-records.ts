import type { Artefact } from '../../../../../protocol/support/records.ts';
import {
  ArtefactOpener,
  fromBase64Url,
  readTitled,
  sealArtefact,
  titled,
  titledType,
  type ArtefactPlace,
  type Bytes,
  type KeyRing,
  type ReceiptFile,
  type Titled,
} from '../../../../../seal/index.ts';
import { bringDraft, type NotesServer } from './bring-draft.ts';
import type { NoteDrafts } from './note-drafts.ts';
import { NotesDesk, type NotesDeskParts } from './notes-desk.ts';
import { RecordFailure, recordFailureOf } from './record-failure.ts';
import { sealedOnce, type Content, type SealedTo } from './sealed-once.ts';
import { RecordingReader } from './recording-reader.ts';
import type { RecordsApi } from './records-api.ts';
import { sessionRecordSchema, type SessionRecord } from './session-record.ts';
import type { UploadPart } from './sealed-upload.ts';
import type { TenantKeys } from './tenant-keys.ts';

export interface SessionRecordsParts {
  readonly sessionId: string;
  readonly api: RecordsApi;
  readonly keys: TenantKeys;
  readonly drafts: NoteDrafts;
}

type Kind = ArtefactPlace['kind'];
type DocumentKind = Extract<Kind, 'transcript' | 'receipt'>;
/** Under which id, and as what the server lists it: nothing of its content. */
export type KeptAs = Pick<Artefact, 'id' | 'name'>;
/** What is sealed with a picture. */
export type StillTitle = Pick<Titled, 'title' | 'number'>;

/** What is kept of one session, sealed and opened here. Methods throw ApiFailure and RecordFailure. */
export class SessionRecords {
  readonly #parts: SessionRecordsParts;

  constructor(parts: SessionRecordsParts) {
    this.#parts = parts;
  }

  list(signal: AbortSignal): Promise<readonly Artefact[]> {
    return this.#parts.api.list(this.#parts.sessionId, signal);
  }

  remove(artefactId: string): Promise<void> {
    return this.#parts.api.remove(this.#parts.sessionId, artefactId);
  }

  /** To whom this session's things are sealed. */
  async recipient(): Promise<SealedTo> {
    const found = await this.#parts.keys.recipient();
    if (found.kind !== 'there') throw new RecordFailure(found.kind);
    return found;
  }

  /** Keeps a picture. Title and number are sealed with it; the same `id` again is kept once. */
  async keepStill(picture: Blob, said: StillTitle, { id, name }: KeptAs = { id: crypto.randomUUID(), name: 'still' }): Promise<Artefact> {
    const { api, sessionId } = this.#parts;
    const content = titled({ ...said, type: picture.type, content: new Uint8Array(await picture.arrayBuffer()) });
    const sealed = await this.#sealed('still', { type: titledType, bytes: content });
    return api.keep(sessionId, { id, kind: 'still', name, body: new Blob([sealed]) });
  }

  /** Keeps what was written, or a receipt. */
  async keepDocument(kind: DocumentKind, content: SessionRecord | ReceiptFile, { id, name }: KeptAs): Promise<Artefact> {
    const { api, sessionId } = this.#parts;
    const sealed = await this.#sealed(kind, asJson(content));
    return api.keep(sessionId, { id, kind, name, body: new Blob([sealed]) });
  }

  /** Seals what was written ahead, for a page that goes. */
  sealRecord(content: SessionRecord, to: SealedTo): Promise<Bytes> {
    return this.#sealed('transcript', asJson(content), to);
  }

  /** Keeps what is sealed, in a request that arrives without its page. */
  keepLast(sealed: Bytes, { id, name }: KeptAs): Promise<Artefact> {
    return this.#parts.api.keepLast(this.#parts.sessionId, { id, kind: 'transcript', name, body: sealed });
  }

  /** What was written in the session. */
  async openRecord(artefact: Artefact, signal: AbortSignal): Promise<SessionRecord> {
    const text = await this.#openedText('transcript', artefact, signal);
    const found = sessionRecordSchema.safeParse(parsed(text));
    if (!found.success) throw new RecordFailure('forged', { cause: found.error });
    return found.data;
  }

  /** The file as it is; whoever wants to know whether it is true verifies it. */
  openReceipt(artefact: Artefact, signal: AbortSignal): Promise<string> {
    return this.#openedText('receipt', artefact, signal);
  }

  async #openedText(kind: DocumentKind, artefact: Artefact, signal: AbortSignal): Promise<string> {
    const { api, sessionId } = this.#parts;
    const { opener, content } = await this.#begun(kind, await api.part(sessionId, artefact.id, 0, signal));
    if (!opener.isWhole) throw new RecordFailure('forged');
    return new TextDecoder().decode(content);
  }

  async openStill(artefact: Artefact, signal: AbortSignal): Promise<Titled> {
    const { api, sessionId } = this.#parts;
    const { opener, content } = await this.#begun('still', await api.part(sessionId, artefact.id, 0, signal));
    if (!opener.isWhole) throw new RecordFailure('forged');
    return readTitled(content);
  }

  /** Opens its beginning; the rest is fetched and opened as it is read. */
  async openRecording(artefact: Artefact, signal: AbortSignal): Promise<RecordingReader> {
    const { api, sessionId } = this.#parts;
    const { opener, content } = await this.#begun('recording', await api.part(sessionId, artefact.id, 0, signal));
    return new RecordingReader({
      opener,
      first: content,
      parts: artefact.parts,
      open: async (part) => {
        const next = new Uint8Array(await (await api.part(sessionId, artefact.id, part, signal)).arrayBuffer());
        return this.#understood(opener.open(next));
      },
    });
  }

  /** The notes as they are now; undefined when nobody wrote any. */
  async openNotes(signal: AbortSignal): Promise<{ readonly text: string; readonly at: string | null } | undefined> {
    const { api, sessionId } = this.#parts;
    const { sealed, changedAt } = await api.notes(sessionId, signal);
    return sealed === null
      ? undefined
      : { text: new TextDecoder().decode(await this.#openedNotes(new Blob([fromBase64Url(sealed)]))), at: changedAt };
  }

  async #openedNotes(sealed: Blob): Promise<Bytes> {
    const { opener, content } = await this.#begun('notes', sealed);
    if (!opener.isWhole) throw new RecordFailure('forged');
    return content;
  }

  /** Seals something that is there as a whole. */
  async #sealed(kind: Kind, content: Content, to?: SealedTo): Promise<Bytes> {
    const { tenantId, recipient } = to ?? (await this.recipient());
    return this.#understood(sealArtefact(this.#placeOf(tenantId, kind), content, recipient));
  }

  /** What recordings of this session are bound to. */
  placeOf(tenantId: string): ArtefactPlace {
    return this.#placeOf(tenantId, 'recording');
  }

  /** A part of a recording; the same number again is the same part. */
  async sendPart(id: string, { number, body }: UploadPart): Promise<void> {
    const { api, sessionId } = this.#parts;
    if (number > 0) await api.keepPart(sessionId, id, { number, body });
    else await api.keep(sessionId, { id, kind: 'recording', name: 'recording', body });
  }

  /** Notes on the session. */
  notes(schedule: NotesDeskParts['schedule']): NotesDesk {
    const { drafts, sessionId } = this.#parts;
    const type = 'text/plain';
    let known: SealedTo | undefined;
    const ask = async (): Promise<SealedTo> => {
      try {
        return (known = await this.recipient());
      } catch (failure) {
        // The tenant has no keys any more, or others than this browser knows.
        if (failure instanceof RecordFailure) known = undefined;
        throw failure;
      }
    };
    const seal = sealedOnce((content, to) => this.#sealed('notes', content, to));
    const { read, write } = this.#notesServer();
    return new NotesDesk({
      read: async (signal) => {
        const notes = await read(signal);
        // Who is asked now need not be asked when the network is gone. Whether there are keys is said when something is saved.
        void ask().catch(() => undefined);
        return notes;
      },
      write,
      seal: async (bytes) => seal({ type, bytes }, await ask()),
      sealDraft: async (bytes) => seal({ type, bytes }, known ?? (await ask())),
      drafts: drafts.of(sessionId),
      open: (sealed) => this.#openedNotes(sealed),
      schedule,
    });
  }

  /** Sends what a page that is gone wrote; what cannot be sent yet stays. @param draftName of this session */
  bringNotes(signal: AbortSignal, draftName = this.#parts.sessionId): Promise<void> {
    const server = this.#notesServer();
    return this.#parts.drafts.withLeft(draftName, (draft, place) => bringDraft(draft, server, place, signal));
  }

  #notesServer(): NotesServer {
    const { api, sessionId } = this.#parts;
    return { read: (signal) => api.notes(sessionId, signal), write: (notes, how) => api.setNotes(sessionId, notes, how) };
  }

  /** What this browser opens with. */
  async ring(): Promise<{ readonly tenantId: string; readonly ring: KeyRing }> {
    const opening = await this.#parts.keys.opening();
    if (opening.kind !== 'approved') throw new RecordFailure(opening.kind);
    return opening;
  }

  async #begun(kind: Kind, first: Blob): Promise<{ readonly opener: ArtefactOpener; readonly content: Bytes }> {
    const { tenantId, ring } = await this.ring();
    const bytes = new Uint8Array(await first.arrayBuffer());
    const opener = await this.#understood(ArtefactOpener.begin(ring, this.#placeOf(tenantId, kind), bytes));
    return { opener, content: await this.#understood(opener.open()) };
  }

  #placeOf(tenantId: string, kind: Kind): ArtefactPlace {
    return { tenantId, sessionId: this.#parts.sessionId, kind };
  }

  #understood<Value>(work: Promise<Value>): Promise<Value> {
    return work.catch((error: unknown) => {
      throw recordFailureOf(error);
    });
  }
}

function asJson(content: SessionRecord | ReceiptFile): Content {
  return { type: 'application/json', bytes: new TextEncoder().encode(JSON.stringify(content)) };
}

/** @throws {RecordFailure} `forged`: whoever sealed it did not keep what was written */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RecordFailure('forged', { cause });
  }
}
