import { keepAsSeed } from './fixtures/data-seed.ts';
import { Product } from './fixtures/product.ts';
import { makeRunFolder } from './fixtures/run-folder.ts';

/** Before the first flow of a run; what it gives comes after the last one. */
export default async function setUp(): Promise<() => void> {
  const removeFolder = makeRunFolder();
  const first = await Product.start();
  await first.stop({ keepData: true });
  await keepAsSeed(first.dataDir);
  return removeFolder;
}
