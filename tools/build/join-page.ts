import path from 'node:path';
import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { writeManifest } from './build-manifest.ts';
import { compressFiles } from './compress-files.ts';
import { leanVendors } from './lean-vendors.ts';
import { preactForReact } from './preact-for-react.ts';
import { outputOf, putIntoPage } from './put-into-page.ts';

const page = 'join.html';
const preloadHelper = '\0vite/preload-helper.js';

/** Everything up to the first click. */
const first = 'first';

/** A few files of like size instead of many small ones: a browser fetches six at a time, and each begins slowly. */
const parts: readonly { readonly name: string; readonly test: RegExp }[] = [
  {
    name: first,
    test: /vite\/preload-helper|rolldown\/runtime|\/node_modules\/preact\/|preact-client|\/src\/(join|ui|platform\/(i18n|links))\/|\/platform\/(relay\/(line-ahead|spoken-line|hello)|storage\/careful-storage)|\/seal\/(bytes|greeting)|\/wire\/version|\/state\/first-words|\/words-of|\/customer\/(arrival|customer-app|in-session|late-part)|\/customer\/(words\/customer-words|live\/(touch-button|customer-session))/,
  },
  { name: 'zod', test: /\/node_modules\/zod\// },
  { name: 'curves', test: /\/node_modules\/(@noble|@hpke)\// },
  { name: 'mls', test: /\/node_modules\/ts-mls\// },

  { name: 'seal', test: /\/(seal(?!\/words\/(index|read-spoken|word-list))|protocol)\// },
  { name: 'words', test: /\/seal\/words\// },
  {
    name: 'session',
    test: /\/customer-life|\/src\/features\/support\/state\/(?!file-groups|given-stills)|\/src\/platform\/(relay|socket)\/|\/zustand\//,
  },
  {
    name: 'live',
    test: /\/node_modules\/mediasoup-client\/(?!lib\/handlers\/(?:Firefox120|Safari12)\.)|\/src\/platform\/sfu\/|\/customer\/((live|sharing)\/(?!applicants|will-see)|ending\/end-button|preview\/(?!picture-marks|mask-(?:drawing|areas)|drawing-|seat-colours|shown-still|still-image)|exchange\/(late-exchange|save-blob))/,
  },
  { name: 'ending', test: /\/customer\/ending\/(?!end-button)/ },
  // Fetched once a picture is shared, or somebody asks for it.
  { name: 'marks', test: /\/customer\/(?:preview\/(?:picture-marks|mask-drawing)|floating\/)/ },
  { name: 'exchange', test: /\/customer\/exchange\/(diagnostics-preview|files-part|clipboard-part|steps-part)/ },
];

/** What follows the first picture of the page up to a shared screen, in the order in which it is needed. */
const ahead: readonly string[] = ['session', 'seal', 'mls', 'curves', 'zod', 'live'];

/**
 * Builds the customer's page after the application, apart from it: it carries nothing that only staff need, has in itself what runs up to the
 * first click, and names in its head all that follows, so that no file is waited for before the next one is asked for. Then everything is
 * listed with its hash, and compressed, as the server hands it out. `sources`: the hash of what all of it is built from.
 */
export function joinPage(sources: string): Plugin {
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
        const built = await build({
          root,
          configFile: false,
          logLevel,
          define: define ?? {},
          plugins: [leanVendors(), preactForReact(root), react(), tailwindcss(), importsAlone()],
          build: {
            outDir: wanted.outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            target: 'es2022',
            modulePreload: false,
            // One style: no part waits for one.
            cssCodeSplit: false,
            rolldownOptions: { input: page, output: { codeSplitting: { groups: [...parts] } } },
          },
        });
        const folder = path.resolve(root, wanted.outDir);
        await putIntoPage({ root, folder, built: outputOf(built), first, ahead });
        await writeManifest(folder, sources);
        await compressFiles(folder);
      },
    },
  };
}

/** The page names all files that follow; Vite's own way of asking for them ahead, and its report of those that are gone, are not needed. */
function importsAlone(): Plugin {
  return {
    name: 'imports-alone',
    enforce: 'pre',
    resolveId: { order: 'pre', handler: (id) => (id === preloadHelper ? id : undefined) },
    load: { order: 'pre', handler: (id) => (id === preloadHelper ? 'export const __vitePreload = (load) => load();' : undefined) },
  };
}
