import { buildManifest, buildManifestPath, type BuildManifest } from '../../protocol/wire/build-manifest.ts';
import { sha256Of } from '../build/build-manifest.ts';

export interface Comparison {
  /** SHA-256 of the server's own list; undefined: it has none. */
  readonly servedHash: string | undefined;
  readonly checked: number;
  /** Each is a sentence. */
  readonly differences: readonly string[];
}

/** Addresses at which the server shows a page of the build under another name, per language. */
const pages: readonly { readonly address: string; readonly language: string; readonly file: string }[] = [
  { address: '/', language: 'en', file: '/index.html' },
  { address: '/support', language: 'de', file: '/index.html' },
  { address: '/j', language: 'en', file: '/join.html' },
  { address: '/j', language: 'de', file: '/join.de.html' },
  { address: '/see/AAAAAAAAAAAAAAAAAAAAAA', language: 'en', file: '/join.html' },
];
/** As browsers ask, and as nobody has to believe a compressed form. */
const encodings = ['identity', 'gzip', 'br'] as const;
const atOnce = 8;

/** Fetches everything that `own` lists from a server, in each compressed form, and says what is not as it is there. */
export async function compareServed(origin: string, ownText: string): Promise<Comparison> {
  const own = buildManifest.parse(JSON.parse(ownText));
  const served = await textAt(origin, buildManifestPath);
  const requests = [
    ...Object.keys(own.files).map((file) => ({ address: file, language: 'en', file })),
    ...pages.filter(({ file }) => file in own.files),
  ].flatMap((page) => encodings.map((encoding) => ({ ...page, encoding })));
  const differences: string[] = listed(served, own);
  const queue = requests.values();
  const work = async (): Promise<void> => {
    for (const { address, language, file, encoding } of queue) {
      const headers = { 'accept-encoding': encoding, 'accept-language': language };
      const wrong = await wrongAt(new URL(address, origin), headers, own.files[file]);
      if (wrong !== undefined) differences.push(`${address} (${language}, ${encoding}) ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { servedHash: served === undefined ? undefined : sha256Of(served), checked: requests.length, differences };
}

async function textAt(origin: string, path: string): Promise<string | undefined> {
  const response = await fetch(new URL(path, origin));
  return response.ok ? response.text() : undefined;
}

async function wrongAt(url: URL, headers: Readonly<Record<string, string>>, hash: string | undefined): Promise<string | undefined> {
  const response = await fetch(url, { headers, redirect: 'manual' });
  if (!response.ok) return `is not there: ${String(response.status)}`;
  const found = sha256Of(new Uint8Array(await response.arrayBuffer()));
  return found === hash ? undefined : `is another file: ${found}`;
}

/** What the server's list says of itself, before anything is fetched. */
function listed(servedText: string | undefined, own: BuildManifest): string[] {
  if (servedText === undefined) return [`the server has no ${buildManifestPath}`];
  const parsed = buildManifest.safeParse(jsonOf(servedText));
  if (!parsed.success) return [`the server’s ${buildManifestPath} is no list of a build`];
  const { sources, files } = parsed.data;
  const more = Object.keys(files).filter((file) => !(file in own.files));
  return [
    ...(sources === own.sources ? [] : [`the server’s pages were built from other sources: ${sources}`]),
    ...more.map((file) => `${file} is listed by the server and not in this build`),
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
