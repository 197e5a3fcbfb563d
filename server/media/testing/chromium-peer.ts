import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { eventually } from './rig.ts';
import type { Heard, RigPeer } from './rig.ts';
import { soundOfClip } from './sound-clips.ts';

const flags = [
  '--no-sandbox',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Anything quieter counts as silence; a tone of ours arrives at about -30. */
const silenceDecibels = -70;
/** An analyser's bin is 5.9 Hz wide. */
const toleranceHz = 12;
/** Frequency of our call progress tones. */
const progressToneHz = 425;
/** How often in a row, 40 ms apart, the same must be heard. */
const steadyTimes = 4;

const heardSchema = z.object({ frequency: z.number(), decibels: z.number() });

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: flags });
}

/** A real browser as a far end: its microphone is a sine, its ear an analyser on the received track. */
export class ChromiumPeer implements RigPeer {
  readonly #page: Page;
  readonly #frequency: number;

  private constructor(page: Page, frequency: number) {
    this.#page = page;
    this.#frequency = frequency;
  }

  static async open(browser: Browser, frequency: number): Promise<ChromiumPeer> {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.route('https://peer.test/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>peer' }));
    await page.goto('https://peer.test/');
    await page.addScriptTag({ content: await readFile(new URL('./page-peer.js', import.meta.url), 'utf8') });
    await page.evaluate(`startPeer(${frequency})`);
    return new ChromiumPeer(page, frequency);
  }

  async offer(options: { iceRestart?: boolean } = {}): Promise<string> {
    return this.#text(`peer.offer(${JSON.stringify(options)})`);
  }

  async setDirection(direction: Parameters<RigPeer['setDirection']>[0]): Promise<void> {
    await this.#page.evaluate(`peer.setDirection(${JSON.stringify(direction)})`);
  }

  async acceptAnswer(answer: string): Promise<void> {
    await this.#page.evaluate(`peer.acceptAnswer(${JSON.stringify(answer)})`);
  }

  async answer(offer: string): Promise<string> {
    return this.#text(`peer.answer(${JSON.stringify(offer)})`);
  }

  async dial(key: string): Promise<void> {
    await this.#page.evaluate(`peer.dial(${JSON.stringify(key)})`);
  }

  async hears(expected: Heard): Promise<void> {
    let steady = 0;
    let last = '';
    await eventually(
      async () => {
        const { frequency, decibels } = heardSchema.parse(await this.#page.evaluate('peer.hears()'));
        last = `${Math.round(frequency)} Hz at ${Math.round(decibels)} dB`;
        steady = this.#isExpected(expected, frequency, decibels) ? steady + 1 : 0;
        return steady >= steadyTimes;
      },
      () => `${JSON.stringify(describeHeard(expected))} is heard; last: ${last}`,
    );
  }

  /** `udp` or `tcp`: how the media travels. */
  async path(): Promise<string> {
    return this.#text('peer.path()');
  }

  async close(): Promise<void> {
    if (this.#page.isClosed()) return;
    await this.#page.evaluate('peer.close()');
    await this.#page.close();
  }

  #isExpected(expected: Heard, frequency: number, decibels: number): boolean {
    if (expected === 'silence') return decibels < silenceDecibels;
    if (decibels < silenceDecibels) return false;
    if ('voice' in expected) return expected.voice instanceof ChromiumPeer && isNear(frequency, expected.voice.#frequency);
    const sound = 'clip' in expected ? soundOfClip(expected.clip) : expected.sound;
    // The music has no single frequency, but none of the tones' or people's.
    return sound === 'hold-music' ? !isNear(frequency, progressToneHz) && frequency < 1000 : isNear(frequency, progressToneHz);
  }

  async #text(expression: string): Promise<string> {
    return z.string().parse(await this.#page.evaluate(expression));
  }
}

function isNear(frequency: number, expected: number): boolean {
  return Math.abs(frequency - expected) < toleranceHz;
}

function describeHeard(expected: Heard): string {
  if (expected === 'silence') return expected;
  if ('clip' in expected) return expected.clip.key;
  return 'sound' in expected ? expected.sound : 'the other person';
}
