import type { Browser } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { heapBytes, rendererBytes } from '../kit/browser-memory.ts';
import { giveNumberedScreen } from '../kit/numbered-screen.ts';
import { commandOf, familyOf, proportionalBytes } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';
import { inSession, sharing, type OpenSession } from '../kit/support-session.ts';

const minutes = Number(process.env['BENCH_MINUTES'] ?? 30);
const minuteMs = 60_000;
/** What people do in a minute. */
const linesPerMinute = 6;
const drawingsPerMinute = 3;
/** Buffers, caches and compiled code find their level before. */
const warmShare = 0.2;
const mega = 1e6;

const parts = ['Node', 'SFU worker', 'customer: JavaScript', 'customer: renderer', 'expert: JavaScript', 'expert: renderer'] as const;
type Part = (typeof parts)[number];
/** Megabytes. */
type Sample = Readonly<Record<Part, number>>;

/** At the end beside after the warm-up, megabytes. What was said and drawn is kept on purpose; a leak of frames is far more. */
const mostGrowthMb: Readonly<Record<Part, number>> = {
  Node: 15,
  'SFU worker': 5,
  'customer: JavaScript': 5,
  'customer: renderer': 30,
  'expert: JavaScript': 5,
  'expert: renderer': 30,
};

function browserOf({ page }: OpenSession['expert']): Browser {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page is in no browser');
  return browser;
}

async function sample(product: Product, { customer, expert }: OpenSession): Promise<Sample> {
  const workers = familyOf(product.pid).filter((pid) => commandOf(pid).startsWith('mediasoup'));
  const [customerHeap, expertHeap] = [await heapBytes(customer.page), await heapBytes(expert.page)];
  return {
    Node: proportionalBytes([product.pid]) / mega,
    'SFU worker': proportionalBytes(workers) / mega,
    'customer: JavaScript': customerHeap / mega,
    'customer: renderer': (await rendererBytes(customer.browser)) / mega,
    'expert: JavaScript': expertHeap / mega,
    'expert: renderer': (await rendererBytes(browserOf(expert))) / mega,
  };
}

/** They talk all the time, write, and draw on the picture; now and then the drawings are cleared. */
async function live({ customer, expert }: OpenSession, minute: number): Promise<void> {
  for (let line = 0; line < linesPerMinute; line += 1) {
    const [from, text] = [line % 2 === 0 ? customer : expert, `Line ${String(line)} of minute ${String(minute)}, as people write`];
    await from.write(text);
    if (line < drawingsPerMinute) await expert.draw([0.2 + line / 10, 0.3], [0.6, 0.4 + line / 10]);
  }
  await expert.page.getByRole('button', { name: 'Clear drawings' }).click();
}

async function run(product: Product): Promise<readonly Sample[]> {
  const session = await inSession(product, { prepare: giveNumberedScreen });
  try {
    await sharing(session);
    await session.customer.page.getByRole('button', { name: 'Talk' }).first().click();
    await session.expert.page.getByRole('group', { name: 'Voice' }).getByRole('button', { name: 'Talk' }).click();
    await session.expert.choose('Arrow');
    const samples: Sample[] = [];
    for (let minute = 1; minute <= minutes; minute += 1) {
      const endsAt = performance.now() + minuteMs;
      await live(session, minute);
      await delay(Math.max(0, endsAt - performance.now()));
      samples.push(await sample(product, session));
    }
    return samples;
  } finally {
    await session.close();
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const figure = (value: number): string => value.toFixed(1);

function row(part: Part, samples: readonly Sample[]): BenchResult {
  const values = samples.map((one) => one[part]);
  const count = Math.max(1, Math.floor(values.length * warmShare));
  const before = spreadOf(values.slice(count, 2 * count)).median;
  const after = spreadOf(values.slice(-count)).median;
  const growth = after - before;
  return {
    name: `memory of a session of ${String(minutes)} minutes, ${part}: more at its end than after the warm-up`,
    unit: 'MB',
    goal: `≤ ${String(mostGrowthMb[part])} MB`,
    ours: { median: growth, min: Math.min(...values) - before, max: Math.max(...values) - before },
    isMet: growth <= mostGrowthMb[part],
    notes: [`from ${figure(before)} to ${figure(after)} MB; by minutes: ${values.map(figure).join(' ')}`],
  };
}

export const bench: Bench = {
  name: 'session-memory',
  describe: 'memory of Node, SFU worker and both pages over a session with screen, voices, drawings and chat (BENCH_MINUTES, 30)',
  run: async () => {
    if (!(minutes >= 3)) throw new Error('BENCH_MINUTES must be 3 or more: a warm-up, what follows it, and an end');
    const product = await startSubject({ isPinned: false });
    try {
      const samples = await run(product);
      return parts.map((part) => row(part, samples));
    } finally {
      await product.stop();
    }
  },
};
