import { silentLogger } from '../../platform/logger.ts';
import { createSfu } from '../sfu/sfu.ts';
import { ChromiumPeer, launchChromium } from './chromium-peer.ts';
import type { MediaRig } from './rig.ts';
import { soundsDir, workerBinForTests } from './worker-bin.ts';
import { killWorkerProcesses } from './worker-processes.ts';

/** People's tones: above the music, apart from each other and from each other's harmonics. */
const lowestHz = 1130;
const stepHz = 170;
const tones = 8;

export interface ChromiumRig extends MediaRig {
  peer(): Promise<ChromiumPeer>;
}

/** The real engine on real workers, with headless Chromium as the far ends. */
export async function chromiumRig(options: { workers: number } = { workers: 1 }): Promise<ChromiumRig> {
  const engine = await createSfu({
    workers: options.workers,
    basePort: 0,
    listenAddress: '127.0.0.1',
    logger: silentLogger,
    workerBin: workerBinForTests(),
    soundsDir,
  });
  const browser = await launchChromium();
  let peers = 0;
  return {
    engine,
    peer: () => ChromiumPeer.open(browser, lowestHz + stepHz * (peers++ % tones)),
    killWorkers: async () => killWorkerProcesses(),
    close: async () => {
      await browser.close();
      await engine.close();
    },
  };
}
