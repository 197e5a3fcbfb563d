import type { Browser, Page } from '@playwright/test';
import { proportionalBytes } from './process-cpu.ts';

/** Live JavaScript of a page, after a full collection, bytes. Its workers are not in it. */
export async function heapBytes(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  try {
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('Performance.enable');
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  } finally {
    await devtools.detach();
  }
}

/** What all renderers of a browser take (PSS), bytes: pages with their workers, decoders and pictures. */
export async function rendererBytes(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return proportionalBytes(processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : [])));
  } finally {
    await devtools.detach();
  }
}
