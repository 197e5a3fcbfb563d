import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { customerPages, inlineTextsOf } from '../../../protocol/support/customer-pages.ts';
import { spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const web = path.join(root, 'dist/web');
const limitKb = 230;
const joinLimitKb = 150;

const gzipKb = (text: string | Buffer): number => gzipSync(text, { level: 9 }).byteLength / 1_000;

/** Files that a module needs before it runs: `import … from "./x.js"`, `export … from`, `import "./x.js"`. */
function staticImportsOf(code: string): readonly string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)].map((match) => match[1] ?? '');
}

/** A module with everything that it imports statically. */
function reach(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const imported of staticImportsOf(readFileSync(file, 'utf8'))) reach(path.resolve(path.dirname(file), imported), known);
  return known;
}

/** JavaScript by the name of its file. */
type Codes = ReadonlyMap<string, Buffer | string>;

/** What stands in a page itself; its entry with everything it imports; and the lazy parts that it opens with. */
function pageCodes(page: string, lazyParts: readonly string[]): Codes {
  const html = readFileSync(path.join(web, page), 'utf8');
  const inPage = inlineTextsOf(html).scripts.join('\n');
  const entries = [...html.matchAll(/<script type="module"[^>]+src="\/([^"]+\.js)"/g)].map((match) => path.join(web, match[1] ?? ''));
  const assets = readdirSync(path.join(web, 'assets'));
  const lazy = lazyParts.map((name) => {
    const file = assets.find((asset) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(asset));
    if (file === undefined) throw new Error(`dist/web has no part ${name}: is it built, or was the part renamed?`);
    return path.join(web, 'assets', file);
  });
  const known = new Set<string>();
  for (const file of [...entries, ...lazy]) reach(file, known);
  const files = [...known].map((file) => [path.basename(file), readFileSync(file)] as const);
  return new Map<string, Buffer | string>([...(inPage === '' ? [] : [[page, inPage] as const]), ...files]);
}

/** What a signed-in person's browser runs to show /phone: the page, the phone, and all their words in one language. */
const phoneParts = ['telephony', 'phone-page', 'first-words.de', 'phone-words.de'];
/** A customer's page has in itself what shows the form with the code or the name, in one language; this is the longer one. */
const joinPage = customerPages.de;
/** What it runs in all, up to a shared screen: the seal, the room, and the workers that seal and mask. */
const sharingParts = ['session', 'live', 'frame-worker', 'mask-worker'];

/** The libraries that such a phone cannot do without, bundled by the same vite. */
async function peerKb(): Promise<number> {
  const folder = mkdtempSync(path.join(root, 'node_modules', '.bench-'));
  try {
    const entry = path.join(folder, 'entry.js');
    writeFileSync(
      entry,
      "export { default as JsSIP } from 'jssip'; export { Device } from 'mediasoup-client'; export { createElement } from 'react'; export { createRoot } from 'react-dom/client';",
    );
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: { outDir: 'out', lib: { entry, formats: ['es'], fileName: 'peer' }, minify: true },
    });
    const files = readdirSync(path.join(folder, 'out')).filter((file) => file.endsWith('.js'));
    return files.reduce((total, file) => total + gzipKb(readFileSync(path.join(folder, 'out', file))), 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Weight {
  readonly kb: number;
  readonly notes: readonly string[];
}

function weigh(codes: Codes): Weight {
  const weighed = [...codes].map(([name, code]) => ({ name, kb: gzipKb(code) }));
  const largest = weighed.toSorted((a, b) => b.kb - a.kb).slice(0, 6);
  return {
    kb: weighed.reduce((total, file) => total + file.kb, 0),
    notes: [
      `${String(weighed.length)} files of dist/web; the largest: ${largest.map(({ name, kb }) => `${name} ${kb.toFixed(0)} kB`).join(', ')}`,
    ],
  };
}

async function measure(): Promise<readonly BenchResult[]> {
  const peer = await peerKb();
  const page = (name: string, { kb, notes }: Weight, limit: number): BenchResult => ({
    name: `BP11 JavaScript of ${name}, gzip`,
    unit: 'kB',
    goal: `≤ ${String(limit)} kB`,
    ours: spreadOf([kb]),
    peer: spreadOf([peer]),
    ratio: spreadOf([kb / peer]),
    isMet: kb <= limit,
    notes: [...notes, 'peer: JsSIP, mediasoup-client and React alone, bundled by the same vite'],
  });
  return [
    page('/phone', weigh(pageCodes('index.html', phoneParts)), limitKb),
    page('/j', weigh(pageCodes(joinPage, [])), joinLimitKb),
    page('/j with all that follows, up to a shared screen', weigh(pageCodes(joinPage, sharingParts)), joinLimitKb),
  ];
}

export const bench: Bench = {
  name: 'bundle-size',
  describe: 'BP11: gzip bytes of the JavaScript that /phone and the join page run (after npm run build)',
  run: measure,
};
