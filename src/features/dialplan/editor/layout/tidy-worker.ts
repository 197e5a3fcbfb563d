import ELK from 'elkjs/lib/elk-api.js';
import engineUrl from 'elkjs/lib/elk-worker.min.js?url';
import { workerUrl } from '../../../../platform/trusted-types/worker-url.ts';
import { graphOf, placesIn, type Box, type Place, type Wire } from './layered-graph.ts';

/**
 * Puts the boxes in order in a worker of its own, so that the page stays quick with thousands of nodes. The worker is
 * fetched with the first use and ends with it. Rejects with what the engine says, or the abort's reason.
 */
export async function tidyPlaces(
  boxes: readonly Box[],
  wires: readonly Wire[],
  step: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Place>> {
  const engine = new ELK({ workerFactory: () => new Worker(workerUrl(engineUrl)) });
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return placesIn(await Promise.race([engine.layout(graphOf(boxes, wires)), stopped]), step);
  } finally {
    engine.terminateWorker();
  }
}
