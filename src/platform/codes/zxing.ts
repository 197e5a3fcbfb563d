import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
// oxlint-disable-next-line import/default -- Vite makes this module: the address of the program
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { FoundCode } from './read-codes.ts';

// The library would fetch it from a network of others.
prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path) } });

/** Our own reader, for browsers without one. */
export async function readByZxing(pixels: ImageData): Promise<readonly FoundCode[]> {
  const found = await readBarcodes(pixels, { tryHarder: true, maxNumberOfSymbols: 8 });
  return found.filter(({ isValid, text }) => isValid && text !== '').map(({ format, text }) => ({ format, text }));
}
