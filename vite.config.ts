import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildHash } from './tools/build/build-hash.ts';
import { cobrowse } from './tools/build/cobrowse.ts';
import { joinPage } from './tools/build/join-page.ts';
import { pushWorker } from './tools/build/push-worker.ts';
import { leanJsSip } from './tools/build/lean-jssip.ts';
import { leanVendors } from './tools/build/lean-vendors.ts';
import { pageParts } from './tools/build/page-parts.ts';

const serverOrigin = `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`;

/** In development the page comes from Vite and everything else from the Node server, which checks Origin. */
const toServer = {
  target: serverOrigin,
  changeOrigin: true,
  headers: { origin: serverOrigin },
};

/** Compiled into the pages; from there it goes into receipts. */
const sources = buildHash(import.meta.dirname);

export default defineConfig({
  define: {
    // The way to send unsealed exists in the build of a benchmark only (docs/spec/seal.md, SE74).
    UNSEALED_BENCH: 'false',
    BUILD_HASH: JSON.stringify(sources),
  },
  plugins: [leanVendors(), leanJsSip(), pushWorker(), cobrowse(), react(), tailwindcss(), joinPage(sources)],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    // The page of customers is built after it (tools/build/join-page.ts).
    rolldownOptions: { input: { index: 'index.html' }, output: { codeSplitting: { groups: pageParts(import.meta.dirname) } } },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': toServer,
      '/ws': { ...toServer, ws: true },
      '/sip': { ...toServer, ws: true },
      '/relay': { ...toServer, ws: true },
      '/healthz': toServer,
    },
  },
});
