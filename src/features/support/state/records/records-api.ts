import {
  artefactListSchema,
  artefactPartSchema,
  artefactSchema,
  sealedNotesSchema,
  type Artefact,
  type SessionNotes,
} from '../../../../../protocol/support/records.ts';
import type { Bytes } from '../../../../../seal/index.ts';
import type { HttpClient } from '../../../../platform/http/http-client.ts';

const session = (id: string): string => `/api/support/sessions/${encodeURIComponent(id)}`;
const artefact = (sessionId: string, id: string): string => `${session(sessionId)}/artefacts/${encodeURIComponent(id)}`;
const part = (number: number): string => `/parts/${String(number)}`;

/** A part of some MiB; a line that says nothing for so long is gone. */
const inTime = (): AbortSignal => AbortSignal.timeout(60_000);

/** Browsers give 64 KiB to all requests that may outlive their page (Fetch, “keepalive”). */
export const lastLength = 48 * 1024;

/** What the server keeps of sessions, sealed. Every method throws ApiFailure. */
export class RecordsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  list = async (sessionId: string, signal: AbortSignal): Promise<readonly Artefact[]> =>
    (await this.#http.get(`${session(sessionId)}/artefacts`, artefactListSchema, { signal })).items;

  /** The same `id` again is the same file: what was sent and not answered can be sent again. */
  keep = (sessionId: string, file: Pick<Artefact, 'id' | 'kind' | 'name'> & { readonly body: Blob }): Promise<Artefact> => {
    const { id, kind, name, body } = file;
    return this.#http.upload('POST', `${session(sessionId)}/artefacts`, body, artefactSchema, {
      query: { id, kind, name },
      signal: inTime(),
    });
  };

  /** The same of a page that goes: the request arrives without it. @param file of at most `lastLength` */
  keepLast = (sessionId: string, file: Pick<Artefact, 'id' | 'kind' | 'name'> & { readonly body: Bytes }): Promise<Artefact> => {
    const { id, kind, name, body } = file;
    return this.#http.sendLast(`${session(sessionId)}/artefacts`, body, artefactSchema, { query: { id, kind, name } });
  };

  /** What follows in a file; the same number again is the same part. */
  keepPart = async (sessionId: string, id: string, { number, body }: { readonly number: number; readonly body: Blob }): Promise<void> => {
    await this.#http.upload('PUT', artefact(sessionId, id) + part(number), body, artefactPartSchema, { signal: inTime() });
  };

  /** Part 0 is what it begins with. */
  part = (...[sessionId, id, number, signal]: [string, string, number, AbortSignal]): Promise<Blob> =>
    this.#http.file('GET', artefact(sessionId, id) + (number === 0 ? '' : part(number)), undefined, { signal });

  remove = (sessionId: string, id: string): Promise<void> => this.#http.command('DELETE', artefact(sessionId, id));

  notes = (sessionId: string, signal: AbortSignal): Promise<SessionNotes> =>
    this.#http.get(`${session(sessionId)}/notes`, sealedNotesSchema, { signal });

  /** The last request of a page that goes arrives without it, unless it is too long for that. */
  setNotes = (
    ...[sessionId, notes, { isLast } = { isLast: false }]: [string, { sealed: string; version: number }, { readonly isLast: boolean }?]
  ): Promise<SessionNotes> =>
    this.#http.send('PUT', `${session(sessionId)}/notes`, notes, sealedNotesSchema, {
      keepalive: isLast && notes.sealed.length <= lastLength,
    });
}
