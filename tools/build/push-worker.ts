import { build, type Plugin } from 'vite';

const source = 'src/push-worker/push-worker.ts';
const name = 'push-worker';

/**
 * Builds the service worker as one file at a fixed address, `/push-worker.js`: a worker's scope begins at its own folder, and its
 * registration names it by address. In development it is made when it is asked for.
 */
export function pushWorker(): Plugin {
  return {
    name: 'push-worker',
    configureServer: ({ middlewares }) => {
      middlewares.use(`/${name}.js`, (_request, response, next) => {
        buildAlone().then((code) => response.setHeader('content-type', 'text/javascript').end(code), next);
      });
    },
    config: () => ({
      build: {
        rolldownOptions: {
          input: { [name]: source },
          output: { entryFileNames: (chunk) => (chunk.name === name ? `${name}.js` : 'assets/[name]-[hash].js') },
        },
      },
    }),
    generateBundle(_options, bundle) {
      const chunk = bundle[`${name}.js`];
      if (chunk?.type !== 'chunk') return;
      // It is loaded as a classic script, which every browser with Web Push can.
      if (chunk.imports.length > 0 || chunk.exports.length > 0)
        this.error('the service worker has to be one file without imports and exports');
    },
  };
}

async function buildAlone(): Promise<string> {
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, rolldownOptions: { input: source } } });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error('the service worker could not be built');
  return chunk.code;
}
