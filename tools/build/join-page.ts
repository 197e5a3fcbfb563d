import path from 'node:path';
import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { compressFiles } from './compress-files.ts';
import { leanVendors } from './lean-vendors.ts';
import { preactForReact } from './preact-for-react.ts';

const page = 'join.html';

/** A few files of like size instead of many small ones: a browser fetches six at a time, and each begins slowly. */
const parts: readonly { readonly name: string; readonly test: RegExp }[] = [
  {
    name: 'loading',
    test: /vite\/preload-helper|rolldown\/runtime|\/src\/platform\/(i18n|links)\/|\/line-ahead|\/words-of|\/src\/join\/(no-made-code|remembered-language)/,
  },
  {
    name: 'base',
    test: /\/node_modules\/preact\/|preact-client|\/src\/(ui|join\/start|join\/follow-theme)|\/customer\/(arrival|customer-app|in-session|late-part)|\/customer\/(words\/customer-words|live\/(touch-button|customer-session))/,
  },
  { name: 'zod', test: /\/node_modules\/zod\// },
  { name: 'mls', test: /\/node_modules\/(ts-mls|@noble|@hpke)\// },
  // Whoever has a link needs none.
  { name: 'words', test: /\/seal\/words\/(index|read-spoken|word-list)/ },
  {
    name: 'session',
    test: /\/customer-life|\/(seal|protocol)\/|\/src\/features\/support\/state\/|\/src\/platform\/(relay|socket)\/|\/zustand\//,
  },
  { name: 'room', test: /\/node_modules\/mediasoup-client\/(?!lib\/handlers\/(?:Firefox120|Safari12)\.)|\/src\/platform\/sfu\// },
  {
    name: 'live',
    test: /\/customer\/((live|sharing|ending)\/|preview\/(?!picture-marks|drawing-layer|seat-colours)|exchange\/(late-exchange|steps-part|save-blob))/,
  },
  // Fetched once a picture is shared, or somebody asks for it.
  { name: 'marks', test: /\/customer\/preview\/picture-marks/ },
  { name: 'exchange', test: /\/customer\/exchange\/(diagnostics-preview|files-part|clipboard-part)/ },
];

/** What follows the first picture of the page up to a shared screen, in the order in which it is needed. */
const ahead: readonly string[] = ['base', 'session', 'mls', 'zod', 'live', 'room'];

/**
 * Builds the customer's page after the application, apart from it: it carries nothing that only staff need, and names in its head all that it
 * will run, so that no file is waited for before the next one is asked for. Then everything is compressed, as the server hands it out.
 */
export function joinPage(): Plugin {
  let application: ResolvedConfig | undefined;
  return {
    name: 'join-page',
    apply: 'build',
    configResolved: (config) => void (application = config),
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const { define, build: wanted, root, logLevel = 'info' } = application ?? this.error('there is no configuration');
        if (!wanted.write) return;
        await build({
          root,
          configFile: false,
          logLevel,
          define: define ?? {},
          plugins: [leanVendors(), preactForReact(root), react(), tailwindcss(), asksAhead()],
          build: {
            outDir: wanted.outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            target: 'es2022',
            modulePreload: { polyfill: false },
            rolldownOptions: { input: page, output: { codeSplitting: { groups: [...parts] } } },
          },
        });
        await compressFiles(path.resolve(root, wanted.outDir));
      },
    },
  };
}

/** Puts links to the parts into the page's head. */
function asksAhead(): Plugin {
  return {
    name: 'asks-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        return ahead.flatMap((name) => {
          const chunk = chunks.find((one) => one.name === name);
          return chunk
            ? [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` }, injectTo: 'head' }]
            : [];
        });
      },
    },
  };
}
