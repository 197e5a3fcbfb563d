import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { z } from 'zod';
import { compare, rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { bigPlan, fulfilApi } from '../kit/big-plan.ts';
import { stockPage } from '../peers/stock-flow.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const web = path.join(root, 'dist/web');
const origin = 'http://bench.localhost';
const slowFrameMs = 33.4;
const moves = 240;

/** What a drag cost: frames, and the main thread's work. */
interface Drag {
  readonly frames: readonly number[];
  readonly slow: number;
  readonly workMsPerMove: number;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Serves a folder as a site of its own; what is no file is the page. */
async function serve(page: Page, folder: string, api: (page: Page) => Promise<void>): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const wanted = path.join(folder, new URL(route.request().url()).pathname);
    const file = existsSync(wanted) && path.extname(wanted) !== '' ? wanted : path.join(folder, 'index.html');
    await route.fulfill({ body: readFileSync(file), contentType: types[path.extname(file)] ?? 'application/octet-stream' });
  });
  await api(page);
}

/** The same graph in React Flow's own dress, built by the same vite. */
async function buildPeer(): Promise<string> {
  const folder = mkdtempSync(path.join(root, 'node_modules', '.bench-'));
  writeFileSync(path.join(folder, 'main.js'), stockPage);
  writeFileSync(
    path.join(folder, 'index.html'),
    '<div id="root" style="position:fixed;inset:0"></div><script type="module" src="/main.js"></script>',
  );
  await build({ root: folder, configFile: false, logLevel: 'error', build: { outDir: 'out', target: 'es2022' } });
  return folder;
}

/** Drags a node in circles and counts what the page did meanwhile. */
async function drag(page: Page, selector: string): Promise<Drag> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not on screen`);
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 12)];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const workMs = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 20, { steps: 4 });
  const before = await workMs();
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const tick = (now: number): void => {
      frames.push(now - last);
      last = now;
      if (!document.documentElement.dataset['dragDone']) requestAnimationFrame(tick);
      else document.documentElement.dataset['frames'] = JSON.stringify(frames);
    };
    delete document.documentElement.dataset['dragDone'];
    requestAnimationFrame(tick);
  });
  for (let step = 1; step <= moves; step += 1) {
    const angle = (step / 40) * 2 * Math.PI;
    await page.mouse.move(x + 60 * Math.cos(angle), y + 60 * Math.sin(angle));
  }
  const after = await workMs();
  await page.evaluate(() => {
    document.documentElement.dataset['dragDone'] = 'yes';
  });
  await page.waitForFunction(() => document.documentElement.dataset['frames'] !== undefined);
  const text = await page.evaluate(() => document.documentElement.dataset['frames'] ?? '[]');
  await page.mouse.up();
  const frames = z.array(z.number()).parse(JSON.parse(text)).slice(2);
  return { frames, slow: frames.filter((ms) => ms > slowFrameMs).length, workMsPerMove: (after - before) / moves };
}

async function dragOurs(browser: Browser, nodes: number): Promise<Drag> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  try {
    await serve(page, web, (at) => fulfilApi(at, origin, bigPlan(nodes)));
    await page.goto(`${origin}/plans/bench`);
    const canvas = page.getByRole('application', { name: 'Dial plan canvas' });
    await canvas.waitFor();
    await page.getByRole('button', { name: 'Hide the checks' }).click();
    await canvas.press('0');
    await page.waitForFunction((count) => document.querySelectorAll('.react-flow__node').length >= count, nodes * 0.8);
    await page.waitForTimeout(1_500);
    return await drag(page, `.react-flow__node[data-id="n${String(Math.floor(nodes / 2))}"]`);
  } finally {
    await page.close();
  }
}

async function dragStock(browser: Browser, folder: string, nodes: number): Promise<Drag> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  try {
    await serve(page, path.join(folder, 'out'), async () => undefined);
    await page.goto(`${origin}/?nodes=${String(nodes)}`);
    await page.waitForFunction((count) => document.querySelectorAll('.react-flow__node').length >= count, nodes);
    await page.waitForTimeout(1_500);
    return await drag(page, `.react-flow__node[data-id="n${String(Math.floor(nodes / 2))}"]`);
  } finally {
    await page.close();
  }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

async function measure(): Promise<readonly BenchResult[]> {
  if (!existsSync(path.join(web, 'index.html'))) throw new Error('dist/web is missing: run npm run build first');
  const folder = await buildPeer();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const ours: Drag[] = [];
    const stock: Drag[] = [];
    const work = await compare({
      name: 'BP12 main thread per pointer move, 500 nodes',
      unit: 'ms',
      atMost: 1,
      rounds,
      ours: async () => ours[ours.push(await dragOurs(browser, 500)) - 1]?.workMsPerMove ?? 0,
      peer: async () => stock[stock.push(await dragStock(browser, folder, 500)) - 1]?.workMsPerMove ?? 0,
    });
    const slow = spreadOf(ours.map((each) => each.slow));
    const slowStock = spreadOf(stock.map((each) => each.slow));
    const large = await dragOurs(browser, 2_000);
    const p95 = percentile(large.frames, 0.95);
    return [
      {
        name: 'BP12 frames over 33 ms while dragging, 500 nodes',
        unit: 'frames',
        goal: '≤ 1.0×',
        ours: slow,
        peer: slowStock,
        isMet: slow.median <= slowStock.median,
        notes: [
          `${String(moves)} pointer moves per drag, all nodes in sight; frames per drag: ours ${String(ours[0]?.frames.length ?? 0)}, stock ${String(stock[0]?.frames.length ?? 0)}`,
          'peer: React Flow’s stress page from the same package: default nodes, the same graph, map, controls and background',
        ],
      },
      work,
      {
        name: 'BP12 2,000 nodes: frame while dragging, p95',
        unit: 'ms',
        goal: '≤ 100 ms',
        ours: spreadOf([p95]),
        isMet: p95 <= 100,
        notes: [`${String(large.slow)} of ${String(large.frames.length)} frames over 33 ms`],
      },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  name: 'editor-drag',
  describe: 'BP12: dragging in the dial-plan editor with 500 and 2,000 nodes beside stock React Flow (after npm run build)',
  run: measure,
};
