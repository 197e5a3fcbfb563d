import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, minify, type Rolldown } from 'vite';
import { inHtml, pageScript, takingFromPage, type InlinePart } from './inline-parts.ts';

type Output = Rolldown.RolldownOutput['output'];
type Chunk = Rolldown.OutputChunk;

export interface BuiltPage {
  readonly root: string;
  /** Where the build lies. */
  readonly folder: string;
  readonly built: Output;
  /** Name of the file with everything up to the first click. */
  readonly first: string;
  /** Names of the files that follow. */
  readonly ahead: readonly string[];
}

/** Pages by language: a browser says in its first question which it speaks. */
const pages = { en: 'join.html', de: 'join.de.html' } as const;

export function outputOf(built: Awaited<ReturnType<typeof build>>): Output {
  const [one] = Array.isArray(built) ? built : [built];
  if (one === undefined || !('output' in one)) throw new Error('the page could not be built');
  return one.output;
}

/**
 * Puts what runs up to the first click into the page: a customer who is far away has it with the page's own answer, and not two round trips of
 * a new connection later. The server names scripts and style by their hashes in the content policy (server/gateway/http/inline-hashes.ts).
 */
export async function putIntoPage({ root, folder, built, first, ahead }: BuiltPage): Promise<void> {
  const chunks = built.filter((file) => file.type === 'chunk');
  const find = (name: string): Chunk => {
    const chunk = chunks.find((one) => one.name === name);
    if (!chunk) throw new Error(`the build has no part ${name}`);
    return chunk;
  };
  const core = [...find(first).imports.map((file) => chunks.find(({ fileName }) => fileName === file)), find(first)].filter(isThere);
  const inPage = core.map((chunk, at) => partOf(chunk, String(at)));
  for (const chunk of chunks.filter((one) => !core.includes(one))) {
    const code = takingFromPage(chunk.code, `/${chunk.fileName}`, inPage);
    if (code !== chunk.code) await writeFile(path.join(folder, chunk.fileName), code);
  }
  const style = built.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  if (style?.type !== 'asset') throw new Error('the page has no style');
  const parts = {
    atOnce: await atOnce(root),
    style: inHtml(String(style.source)),
    links: ahead.map((name) => `<link rel="modulepreload" crossorigin href="/${find(name).fileName}">`).join('\n    '),
  };
  const html = await readFile(path.join(folder, pages.en), 'utf8');
  for (const language of ['en', 'de'] as const) {
    const script = pageScript([partOf(find(`customer.${language}`), `.${language}`), ...inPage], inPage);
    await writeFile(path.join(folder, pages[language]), pageOf(html, { ...parts, language, script }));
  }
  for (const { fileName } of [...core, style]) await rm(path.join(folder, fileName));
}

function partOf({ fileName, code }: Chunk, mark: string): InlinePart {
  return { mark, address: `/${fileName}`, code };
}

interface PageParts {
  readonly atOnce: string;
  readonly style: string;
  readonly links: string;
  readonly script: string;
  readonly language: string;
}

/** First what is short and begins something, then what is asked for beside the page, then the rest. */
function pageOf(html: string, { atOnce: begin, style, links, script, language }: PageParts): string {
  const head = `<script>${begin}</script>\n    ${links}\n    <style>${style}</style>`;
  return html
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replaceAll(/ *<!--.*?-->\n| *<(?:script type="module"|link rel="stylesheet")[^>]*>(?:<\/script>)?\n/gs, '')
    .replace('<script src="/theme.js"></script>', () => head)
    .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`);
}

/** The theme, and the line to the relay: what does not wait for the rest of the page. */
async function atOnce(root: string): Promise<string> {
  const theme = await readFile(path.join(root, 'public/theme.js'), 'utf8');
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', rolldownOptions: { input: 'src/join/at-once.ts', output: { format: 'iife' } } },
  });
  const [line] = outputOf(built);
  return inHtml(`${(await minify('theme.js', theme)).code}${line.code}`);
}

function isThere<Thing>(thing: Thing | undefined): thing is Thing {
  return thing !== undefined;
}
