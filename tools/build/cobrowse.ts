import { build, type Plugin } from 'vite';

const source = 'src/cobrowse/cobrowse.ts';
const file = 'cobrowse.js';

/**
 * Builds the script for other people's pages as one classic script at a fixed address, `/cobrowse.js`. It is built apart: it shares no chunk
 * with our own pages.
 */
export function cobrowse(): Plugin {
  return {
    name: 'cobrowse',
    configureServer: ({ middlewares }) => {
      middlewares.use(`/${file}`, (_request, response, next) => {
        response.setHeader('cross-origin-resource-policy', 'cross-origin');
        buildCobrowse().then((code) => response.setHeader('content-type', 'text/javascript').end(code), next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: file, source: await buildCobrowse() });
    },
  };
}

/** @returns the script's text */
export async function buildCobrowse(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    // zod keeps its settings in a name of the page; ours are our own, and never make code from text, which a page may forbid.
    define: { 'globalThis.__zod_globalConfig': 'zodSettings' },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: source, output: { format: 'iife', intro: 'var zodSettings = { jitless: true };' } },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error('the script for other pages could not be built');
  return chunk.code;
}
