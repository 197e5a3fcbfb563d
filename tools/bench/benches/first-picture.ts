import type { Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, spreadOf, type Bench, type BenchResult, type Spread } from '../kit/bench.ts';
import { LongCable } from '../kit/long-cable.ts';
import { giveNumberedScreen } from '../kit/numbered-screen.ts';
import { firstPictureAt, pressAtOnce, watchFirstPicture } from '../kit/pressing.ts';
import { Product as Subject } from '../../../e2e/fixtures/product.ts';
import { invited } from '../kit/support-session.ts';

const roundTrips = [0, 50, 100, 200];
const mostRoundTrips = 6;
const mostInterceptMs = 500;

/** Milliseconds since the link was opened. */
interface Moments {
  readonly join: number;
  readonly share: number;
  readonly picture: number;
}

async function measure(product: Product, cable: LongCable, roundTripMs: number): Promise<Moments> {
  const origin = `http://${cable.namespace.hostAddress}:${String(product.port)}`;
  cable.setRoundTrip(roundTripMs);
  const session = await invited(product, {
    machine: { namespace: cable.namespace, origin },
    prepare: async (page: Page) => giveNumberedScreen(page),
  });
  const { expert, customer, link } = session;
  try {
    await pressAtOnce(customer.page, ['Join', 'Share screen']);
    await watchFirstPicture(expert.page);
    const begunMs = Date.now();
    await customer.page.goto(link, { waitUntil: 'commit' });
    const picture = await firstPictureAt(expert.page);
    const pressed = await customer.page.evaluate(() => window.benchPressedAtMs);
    return { join: (pressed['Join'] ?? 0) - begunMs, share: (pressed['Share screen'] ?? 0) - begunMs, picture: picture - begunMs };
  } finally {
    await session.close();
  }
}

/** The straight line through the points, by least squares: how many round trips, and what is left without any. */
function lineOf(points: readonly (readonly [roundTripMs: number, tookMs: number])[]): {
  readonly slope: number;
  readonly interceptMs: number;
} {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const under = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = over / under;
  return { slope, interceptMs: meanY - slope * meanX };
}

type Round = readonly (readonly [roundTripMs: number, moments: Moments])[];

function linesOf(all: readonly Round[], part: (moments: Moments) => number): { readonly slopes: Spread; readonly intercepts: Spread } {
  const lines = all.map((round) => lineOf(round.map(([roundTripMs, moments]) => [roundTripMs, part(moments)] as const)));
  return { slopes: spreadOf(lines.map(({ slope }) => slope)), intercepts: spreadOf(lines.map(({ interceptMs }) => interceptMs)) };
}

function results(all: readonly Round[]): readonly BenchResult[] {
  const parts = [
    ['the link is opened', ({ picture }: Moments) => picture],
    ['“Join” is pressed', ({ join, picture }: Moments) => picture - join],
    ['“Share screen” is pressed', ({ share, picture }: Moments) => picture - share],
  ] as const;
  return parts.flatMap(([from, part]) => {
    const { slopes, intercepts } = linesOf(all, part);
    const name = `BP7 first decoded frame after ${from}`;
    const measured = all
      .flatMap((round) => round.map(([roundTripMs, moments]) => `${String(roundTripMs)}: ${part(moments).toFixed(0)}`))
      .join(', ');
    return [
      {
        name,
        unit: 'round trips',
        goal: `≤ ${String(mostRoundTrips)}`,
        ours: slopes,
        isMet: slopes.median <= mostRoundTrips,
        notes: [`round trip: took, ms – ${measured}`],
      },
      {
        name: `${name}, without round trips`,
        unit: 'ms',
        goal: `≤ ${String(mostInterceptMs)} ms`,
        ours: intercepts,
        isMet: intercepts.median <= mostInterceptMs,
        notes: [],
      },
    ];
  });
}

export const bench: Bench = {
  name: 'first-picture',
  describe:
    'BP7: from the customer’s link to the first decoded frame at the expert, over round trips of 0 to 200 ms (needs root and python3)',
  run: async () => {
    const cable = await LongCable.lay();
    const product = await Subject.start({
      env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: cable.namespace.hostAddress, LOG_LEVEL: 'warn' },
    });
    try {
      const all: (readonly [number, Moments])[][] = [];
      for (let round = 0; round < rounds; round += 1) {
        const points: (readonly [number, Moments])[] = [];
        for (const roundTripMs of roundTrips) points.push([roundTripMs, await measure(product, cable, roundTripMs)]);
        all.push(points);
      }
      return results(all);
    } finally {
      await product.stop();
      await cable.close();
    }
  },
};
