import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, minify, type Rolldown } from 'vite';
import { customerPages, isCustomerPageLanguage } from '../../protocol/support/customer-pages.ts';
import { inHtml, pageScript, takingFromPage, type InlinePart } from './inline-parts.ts';
import { pageOf } from './page-of.ts';

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
    inPage: [...core, style].map(({ fileName }) => `/${fileName}`),
    links: ahead.map((name) => `<link rel="modulepreload" crossorigin href="/${find(name).fileName}">`).join('\n    '),
  };
  const html = await readFile(path.join(folder, customerPages.en), 'utf8');
  for (const language of Object.keys(customerPages).filter(isCustomerPageLanguage)) {
    const script = pageScript([partOf(find(`customer.${language}`), `.${language}`), ...inPage], inPage);
    await writeFile(path.join(folder, customerPages[language]), pageOf(html, { ...parts, language, script }));
  }
  for (const { fileName } of [...core, style]) await rm(path.join(folder, fileName));
}

function partOf({ fileName, code }: Chunk, mark: string): InlinePart {
  return { mark, address: `/${fileName}`, code };
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
