import { Product } from '../../../e2e/fixtures/product.ts';
import { generatorCore, pin, subjectCore } from './pin.ts';

export interface SubjectOptions {
  /** The media engine that only signals: what is left is signalling. */
  readonly isMediaFake?: boolean;
  /** Keeps a data folder from an earlier start. */
  readonly dataDir?: string;
  /** Off where the subject needs both cores, e.g. beside a browser. */
  readonly isPinned?: boolean;
}

/**
 * The whole product in a process of its own on a core of its own; whoever calls this gets the other core. With BENCH_PROFILE
 * set to a folder the server leaves its CPU profile there when it stops.
 */
export async function startSubject({ isMediaFake = false, dataDir, isPinned = true }: SubjectOptions = {}): Promise<Product> {
  const profile = process.env['BENCH_PROFILE'];
  const product = await Product.start({
    ...(dataDir === undefined ? {} : { dataDir }),
    env: {
      LOG_LEVEL: 'warn',
      ...(isMediaFake ? { MEDIA_FAKE: '1' } : {}),
      ...(profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }),
    },
  });
  process.once('exit', () => product.kill('SIGTERM'));
  if (isPinned) {
    pin(product.pid, subjectCore);
    pin(process.pid, generatorCore);
  }
  return product;
}
