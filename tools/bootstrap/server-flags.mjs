/** How the server's runtime is started: one place for `npm start`, development, tests and benchmarks. */
import path from 'node:path';
import { userCache } from './paths.mjs';

/**
 * V8 would let the space for young objects grow to 3 × 16 MB and never give it back. With 8 MB a call costs a tenth less than
 * with 4 MB, as more of what it leaves behind is dead when the collector looks (see bench/README.md).
 */
export const serverFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];

/**
 * glibc raises its thresholds by itself after the first large block is freed and keeps one heap per thread. Password hashes
 * take 19 MiB each on the thread pool: with fixed thresholds and two heaps they go back to the system (100 MB less).
 * The compile cache spares the second start the type stripper and the compiler: 15 MB and half a second.
 */
export const serverEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 22),
  NODE_COMPILE_CACHE: path.join(userCache, 'compiled'),
};
