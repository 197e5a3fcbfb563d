import type { z } from 'zod';
import {
  promptPageSchema,
  promptSchema,
  promptUsersSchema,
  voicesSchema,
  type speakPromptSchema,
  type speechSchema,
  type updatePromptSchema,
} from '../../../../protocol/media/prompts.ts';
import type { Language } from '../../../../protocol/dialplan/sounds.ts';
import type { HttpClient, UploadOptions } from '../../../platform/http/http-client.ts';
import { PAGE_SIZE, type ListSearch } from '../../../platform/lists/list-search.ts';

const root = '/api/admin/prompts';

function path(id: string): string {
  return `${root}/${encodeURIComponent(id)}`;
}

/** A recording on its way to the server. */
export interface Sending extends Pick<UploadOptions, 'signal' | 'onProgress'> {
  kind: 'uploaded' | 'recorded';
  file: Blob;
}

/** An admin's work on prompts. Every method throws ApiFailure. */
export class PromptsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  list = ({ query, sort, direction, page }: ListSearch, signal: AbortSignal) =>
    this.#http.get(root, promptPageSchema, { query: { query, sort, direction, page, pageSize: PAGE_SIZE }, signal });
  get = (id: string) => this.#http.get(path(id), promptSchema);
  voices = (signal?: AbortSignal) => this.#http.get(`${root}/voices`, voicesSchema, signal === undefined ? {} : { signal });
  users = (id: string) => this.#http.get(`${path(id)}/users`, promptUsersSchema);

  upload = (fields: { name: string; language: Language | null }, { kind, file, ...options }: Sending) =>
    this.#http.upload('POST', root, file, promptSchema, {
      query: { name: fields.name, kind, language: fields.language ?? undefined },
      ...options,
    });
  replaceAudio = (prompt: { id: string; version: number }, { kind, file, ...options }: Sending) =>
    this.#http.upload('PUT', `${path(prompt.id)}/audio`, file, promptSchema, { query: { version: prompt.version, kind }, ...options });

  speak = (fields: z.input<typeof speakPromptSchema>) => this.#http.send('POST', `${root}/spoken`, fields, promptSchema);
  replaceSpeech = ({ id, version }: { id: string; version: number }, speech: z.input<typeof speechSchema>) =>
    this.#http.send('PUT', `${path(id)}/speech`, { ...speech, version }, promptSchema);
  preview = (speech: z.input<typeof speechSchema>, signal: AbortSignal) => this.#http.file('POST', `${root}/preview`, speech, { signal });

  update = (id: string, change: z.input<typeof updatePromptSchema>) => this.#http.send('PATCH', path(id), change, promptSchema);
  delete = (id: string) => this.#http.command('DELETE', path(id));
}

/** Where a prompt is heard; another version is another address, so that no browser plays what it kept of the old one. */
export function audioAddress({ id, version }: { id: string; version: number }): string {
  return `${path(id)}/audio?v=${String(version)}`;
}
