import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { build } from 'vite';
import { z } from 'zod';
import { compare, rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { bigPlan, fulfilApi } from '../kit/big-plan.ts';
import { stockPage } from '../peers/stock-flow.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const web = path.join(root, 'dist/web');
const origin = 'http://bench.localhost';
const slowFrameMs = 33.4;
/** As the peer's page and `bigPlan` lay their nodes. */
const columns = 25;

/** A point, in pixels of the page or units of the canvas. */
interface Place {
  readonly x: number;
  readonly y: number;
}

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

/** Waits until the page has nothing more to do: the drawing stands still, and 30 frames in a row come in time. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      new Promise<boolean>((done) => {
        const place = (): string => document.querySelector('.react-flow__viewport')?.getAttribute('style') ?? '';
        let [calm, last, before] = [0, performance.now(), place()];
        const tick = (now: number): void => {
          calm = now - last < 40 && place() === before ? calm + 1 : 0;
          [last, before] = [now, place()];
          if (calm >= 30) done(true);
          else requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }),
    undefined,
    { timeout: 120_000 },
  );
}

/** Points at the middle of a node's head. From afar ours gives a node its element only then. */
async function pointAt(page: Page, id: string, place: Place): Promise<Place> {
  const at = await page.evaluate(({ x, y }) => {
    const [flow, viewport] = ['.react-flow', '.react-flow__viewport'].map((one) => document.querySelector(one));
    if (!flow || !viewport) throw new Error('there is no canvas');
    const { a: zoom, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
    const { left, top } = flow.getBoundingClientRect();
    return { x: left + e + x * zoom, y: top + f + y * zoom };
  }, place);
  await page.mouse.move(at.x, at.y);
  await page.locator(`.react-flow__node[data-id="${id}"]`).waitFor();
  return at;
}

async function workMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
}

/** Drags a node in circles and counts what the page did meanwhile. */
async function drag(page: Page, at: Place, moves: number): Promise<Drag> {
  const { x, y } = at;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 20, { steps: 4 });
  const before = await workMs(devtools);
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
  const after = await workMs(devtools);
  await page.evaluate(() => {
    document.documentElement.dataset['dragDone'] = 'yes';
  });
  await page.waitForFunction(() => document.documentElement.dataset['frames'] !== undefined);
  const text = await page.evaluate(() => document.documentElement.dataset['frames'] ?? '[]');
  await page.mouse.up();
  const frames = z.array(z.number()).parse(JSON.parse(text)).slice(2);
  return { frames, slow: frames.filter((ms) => ms > slowFrameMs).length, workMsPerMove: (after - before) / moves };
}

interface DragOptions {
  readonly nodes: number;
  readonly moves: number;
  /** `whole`: all nodes in sight. `near`: as a large plan opens, at its entry. */
  readonly view: 'whole' | 'near';
}

async function dragOurs(browser: Browser, { nodes, moves, view }: DragOptions): Promise<Drag> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  try {
    const plan = bigPlan(nodes);
    await serve(page, web, (at) => fulfilApi(at, origin, plan));
    await page.goto(`${origin}/plans/bench`);
    const canvas = page.getByRole('application', { name: 'Dial plan canvas' });
    await canvas.waitFor();
    await page.getByRole('button', { name: 'Hide the checks' }).click();
    if (view === 'whole') await canvas.press('0');
    await settle(page);
    const node = view === 'whole' ? plan.nodes[Math.floor(nodes / 2)] : plan.nodes[1];
    if (node === undefined) throw new Error('the plan has no nodes');
    return await drag(page, await pointAt(page, node.id, { x: node.position.x + 116, y: node.position.y + 12 }), moves);
  } finally {
    await page.close();
  }
}

async function dragStock(browser: Browser, folder: string, { nodes, moves }: DragOptions): Promise<Drag> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  try {
    await serve(page, path.join(folder, 'out'), async () => undefined);
    await page.goto(`${origin}/?nodes=${String(nodes)}`);
    await page.waitForFunction((count) => document.querySelectorAll('.react-flow__node').length >= count, nodes);
    await settle(page);
    const index = Math.floor(nodes / 2);
    const place = { x: (index % columns) * 320 + 75, y: Math.floor(index / columns) * 160 + 12 };
    return await drag(page, await pointAt(page, `n${String(index)}`, place), moves);
  } finally {
    await page.close();
  }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Frames and work of a drag, ours and stock in turn. */
async function besideStock(browser: Browser, folder: string, options: DragOptions, times: number): Promise<readonly BenchResult[]> {
  const ours: Drag[] = [];
  const stock: Drag[] = [];
  const size = `${options.nodes.toLocaleString('en')} nodes`;
  const work = await compare({
    name: `BP12 main thread per pointer move, ${size}`,
    unit: 'ms',
    atMost: 1,
    rounds: times,
    ours: async () => ours[ours.push(await dragOurs(browser, options)) - 1]?.workMsPerMove ?? 0,
    peer: async () => stock[stock.push(await dragStock(browser, folder, options)) - 1]?.workMsPerMove ?? 0,
    notes: ['peer: React Flow’s stress page from the same package: default nodes, the same graph, map, controls and background'],
  });
  const slow = spreadOf(ours.map((each) => each.slow));
  const slowStock = spreadOf(stock.map((each) => each.slow));
  const counts = {
    name: `BP12 frames over 33 ms while dragging, ${size}`,
    unit: 'frames',
    goal: '≤ 1.0×',
    ours: slow,
    peer: slowStock,
    isMet: slow.median <= slowStock.median,
    notes: [
      `${String(options.moves)} pointer moves per drag, all nodes in sight; frames per drag: ours ${String(ours[0]?.frames.length ?? 0)}, stock ${String(stock[0]?.frames.length ?? 0)}`,
    ],
  };
  return [counts, work, frameRow(`BP12 ${size} in sight: frame while dragging, p95`, ours, stock)];
}

function frameRow(name: string, ours: readonly Drag[], stock: readonly Drag[] = []): BenchResult {
  const p95 = (drags: readonly Drag[]) => spreadOf(drags.map(({ frames }) => percentile(frames, 0.95)));
  return {
    name,
    unit: 'ms',
    goal: '≤ 100 ms',
    ours: p95(ours),
    ...(stock.length === 0 ? {} : { peer: p95(stock) }),
    isMet: p95(ours).median <= 100,
    notes: [`${String(ours[0]?.slow ?? 0)} of ${String(ours[0]?.frames.length ?? 0)} frames over 33 ms in the first round`],
  };
}

async function measure(): Promise<readonly BenchResult[]> {
  if (!existsSync(path.join(web, 'index.html'))) throw new Error('dist/web is missing: run npm run build first');
  const folder = await buildPeer();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const many = await besideStock(browser, folder, { nodes: 500, moves: 240, view: 'whole' }, rounds);
    const most = await besideStock(browser, folder, { nodes: 2_000, moves: 60, view: 'whole' }, Math.min(rounds, 3));
    const near = await dragOurs(browser, { nodes: 2_000, moves: 240, view: 'near' });
    return [...many, ...most, frameRow('BP12 2,000 nodes as they open: frame while dragging, p95', [near])];
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
