import { buildManifest, buildManifestPath } from '../../../../../protocol/wire/build-manifest.ts';
import type { HttpClient } from '../../../../platform/http/http-client.ts';

export interface ServedBuild {
  /** SHA-256 of the list of files: one number for all that is served. */
  readonly hash: string;
  /** Of what the pages were built from; it stands in receipts. */
  readonly sources: string;
  readonly files: number;
}

/** @returns null: the server has no list, as in development */
export async function servedBuild(http: Pick<HttpClient, 'file'>): Promise<ServedBuild | null> {
  const list = await http.file('GET', buildManifestPath);
  const bytes = await list.arrayBuffer();
  const parsed = buildManifest.safeParse(jsonOf(new TextDecoder().decode(bytes)));
  if (!parsed.success) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const { sources, files } = parsed.data;
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hash, sources, files: Object.keys(files).length };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
