import { connect } from '../../../e2e/fixtures/calls.ts';
import { Person } from '../../../e2e/fixtures/person.ts';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { startSubject } from '../kit/product.ts';

const calls = Number(process.env['BENCH_CALLS'] ?? 20);
const limitMs = 300;

declare global {
  interface Window {
    /** Set by this benchmark: moments in milliseconds of the wall clock. */
    benchMoments: { answerPressed?: number; firstAudio?: number };
  }
}

/** Runs in the callee's page: when Answer was pressed. */
function watchAnswer(): void {
  window.benchMoments = {};
  document.addEventListener('click', () => (window.benchMoments.answerPressed ??= Date.now()), { capture: true });
}

/** Runs in the caller's page: when the far end first comes out of the audio element, looked at every 5 ms. */
function watchAudio(): void {
  window.benchMoments = {};
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 256 });
  const wave = new Float32Array(analyser.fftSize);
  let heard: MediaStream | undefined;
  const timer = setInterval(() => {
    const element = document.querySelector<HTMLAudioElement>('audio[data-testid^="remote-audio"]');
    const stream = element?.srcObject;
    if (stream instanceof MediaStream && stream !== heard && stream.getAudioTracks().length > 0) {
      heard = stream;
      context.createMediaStreamSource(stream).connect(analyser);
    }
    analyser.getFloatTimeDomainData(wave);
    if (!wave.some((sample) => Math.abs(sample) > 0.01)) return;
    window.benchMoments.firstAudio = Date.now();
    clearInterval(timer);
    void context.close();
  }, 5);
}

/** Milliseconds from the press of Answer to the first audio at the caller. */
async function measureCall(alice: Person, bob: Person): Promise<number> {
  await alice.page.evaluate(watchAudio);
  await alice.phone.call(bob.who.extension);
  await bob.phone.isRinging(alice.who.name);
  await bob.page.evaluate(watchAnswer);
  await bob.phone.answer(alice.who.name);
  await alice.page.waitForFunction(() => window.benchMoments.firstAudio !== undefined, undefined, { timeout: 20_000 });
  const heard = await alice.page.evaluate(() => window.benchMoments.firstAudio);
  const pressed = await bob.page.evaluate(() => window.benchMoments.answerPressed);
  await alice.phone.press(bob.who.name, 'Hang up');
  await bob.phone.hasNoCall(alice.who.name);
  if (heard === undefined || pressed === undefined) throw new Error('a moment was missed');
  return heard - pressed;
}

async function measureCalls(product: Product): Promise<readonly BenchResult[]> {
  const people = await Promise.all([Person.arrive(product, 'alice'), Person.arrive(product, 'bob')]);
  const [alice, bob] = people;
  try {
    await Promise.all([alice.atPhone(), bob.atPhone()]);
    await connect(alice, bob);
    await alice.phone.press(bob.who.name, 'Hang up');
    await bob.phone.hasNoCall(alice.who.name);
    const times: number[] = [];
    for (let call = 0; call < calls; call += 1) times.push(await measureCall(alice, bob));
    const sorted = times.toSorted((a, b) => a - b);
    const p95 = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
    return [
      {
        name: 'BP13 Answer pressed to first audio at the caller',
        unit: 'ms',
        goal: `p95 ≤ ${String(limitMs)} ms`,
        ours: spreadOf(sorted),
        isMet: p95 <= limitMs,
        notes: [
          `p95 ${p95.toFixed(0)} ms of ${String(calls)} calls between two Chromium processes; ICE, DTLS and the browser's own playout are part of it`,
        ],
      },
    ];
  } finally {
    await Promise.all(people.map((person) => person.leave()));
  }
}

export const bench: Bench = {
  name: 'first-audio',
  describe: 'BP13: from the answer to the first audio at the caller, in Chromium',
  run: async () => {
    const product = await startSubject({ isPinned: false });
    try {
      return await measureCalls(product);
    } finally {
      await product.stop();
    }
  },
};
