import {
  recordingAccessSchema,
  recordingPageSchema,
  recordingSchema,
  type RecordingDetails,
  type RecordingSide,
  type UpdateRecording,
} from '../../../../../protocol/media/recordings.ts';
import type { HttpClient } from '../../../../platform/http/http-client.ts';
import type { RecordingsFilter } from './recordings-search.ts';

const root = '/api/recordings';
const pageSize = 30;

function path(id: string): string {
  return `${root}/${encodeURIComponent(id)}`;
}

/** Recorded calls of the person signed in. Every method throws ApiFailure. */
export class RecordingsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  list = (filter: RecordingsFilter, before: string | undefined, signal: AbortSignal) =>
    this.#http.get(root, recordingPageSchema, { query: { ...filter, limit: pageSize, before }, signal });
  get = (id: string, signal: AbortSignal) => this.#http.get(path(id), recordingSchema, { signal });
  annotate = (id: string, change: UpdateRecording): Promise<RecordingDetails> =>
    this.#http.send('PATCH', path(id), change, recordingSchema);
  hold = (id: string, reason: string) => this.#http.send('PUT', `${path(id)}/hold`, { reason }, recordingSchema);
  release = (id: string) => this.#http.send('DELETE', `${path(id)}/hold`, undefined, recordingSchema);
  accesses = (id: string, signal: AbortSignal) => this.#http.get(`${path(id)}/access`, recordingAccessSchema, { signal });
  /** A whole track, to be kept: written down as an export. */
  exportTrack = (id: string, side: RecordingSide, signal: AbortSignal) =>
    this.#http.file('GET', `${path(id)}/tracks/${side}?purpose=export`, undefined, { signal });
  /** A sealed track as the server keeps it, whole. */
  sealedTrack = async (id: string, side: RecordingSide, purpose: 'listen' | 'export'): Promise<Uint8Array<ArrayBuffer>> => {
    const file = await this.#http.file('GET', `${path(id)}/tracks/${side}/sealed?purpose=${purpose}`);
    return new Uint8Array(await file.arrayBuffer());
  };
}

/** Where a track is heard. */
export function trackAddress(id: string, side: RecordingSide): string {
  return `${path(id)}/tracks/${side}`;
}

/** Where a track is saved from. */
export function trackExportAddress(id: string, side: RecordingSide): string {
  return `${trackAddress(id, side)}?purpose=export`;
}
