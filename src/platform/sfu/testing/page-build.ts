import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { leanVendors } from '../../../../tools/build/lean-vendors.ts';
import product from '../../../../vite.config.ts';

/** File name → text, as the browser gets it. */
export type BuiltPage = ReadonlyMap<string, string>;

/** Builds the test page as the product is built; `isUnsealed` as the benchmark's build. */
export async function buildPage(isUnsealed = false): Promise<BuiltPage> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('../../../../', import.meta.url)),
    plugins: [leanVendors()],
    define: isUnsealed ? { UNSEALED_BENCH: 'true' } : (product.define ?? {}),
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: fileURLToPath(new URL('./room-page.ts', import.meta.url)),
        output: { entryFileNames: 'page.js' },
        preserveEntrySignatures: false,
      },
    },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  return new Map(outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}
