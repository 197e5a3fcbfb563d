import { expect, type Locator, type Page } from '@playwright/test';

/** The recorded calls at /recordings, by the names of its interface. */
export class RecordingsPage {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  /** Goes there by the rail; whoever just sat down opens the first page. */
  async open(): Promise<void> {
    if (this.page.url() === 'about:blank') await this.page.goto(this.url);
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Recordings' }).click();
    await expect(this.page.getByRole('heading', { name: 'Recordings', level: 1 })).toBeVisible();
  }

  async openById(id: string): Promise<void> {
    await this.page.goto(`${this.url}/recordings?open=${id}`);
  }

  get rows(): Locator {
    return this.page.getByRole('list', { name: 'Recorded calls' }).getByRole('listitem');
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Recording', exact: true });
  }

  /** Opens the newest recording and tells its id. */
  async openNewest(): Promise<string> {
    await this.rows.first().getByRole('button').click();
    await expect(this.panel.getByRole('slider', { name: 'Position' })).toBeVisible();
    return new URL(this.page.url()).searchParams.get('open') ?? '';
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: /^Search / }).fill(text);
  }

  async note(text: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: 'Notes' }).fill(text);
    await this.panel.getByRole('button', { name: 'Save notes' }).click();
    await expect(this.page.getByText('Notes saved.')).toBeVisible();
  }

  async tag(tag: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: 'New tag' }).fill(tag);
    await this.panel.getByRole('button', { name: 'Add tag' }).click();
    await expect(this.panel.getByRole('button', { name: `Remove tag ${tag}` })).toBeVisible();
  }

  /** Where the player is, in seconds of the call. */
  async position(): Promise<number> {
    return Number(await this.panel.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuenow'));
  }

  /** The strongest frequency of a track between two moments, as this browser decodes it; with the status of the answer. */
  track(id: string, side: 'caller' | 'callee', moment: { fromSeconds: number; toSeconds: number }): Promise<TrackFacts> {
    return this.page.evaluate(measureTrack, { address: `/api/recordings/${id}/tracks/${side}`, ...moment });
  }
}

export interface TrackFacts {
  readonly status: number;
  readonly seconds: number;
  readonly frequencyHz: number;
  /** Root mean square of the moment, dBFS. */
  readonly levelDb: number;
}

/** Runs in the page. */
async function measureTrack(ask: { address: string; fromSeconds: number; toSeconds: number }): Promise<TrackFacts> {
  const answer = await fetch(ask.address);
  if (!answer.ok) return { status: answer.status, seconds: 0, frequencyHz: 0, levelDb: -120 };
  const context = new OfflineAudioContext(1, 1, 8_000);
  const audio = await context.decodeAudioData(await answer.arrayBuffer());
  const samples = audio.getChannelData(0).slice(ask.fromSeconds * 8_000, ask.toSeconds * 8_000);
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  let best = { frequencyHz: 0, strength: 0 };
  for (let frequencyHz = 300; frequencyHz <= 1_600; frequencyHz += 5) {
    let real = 0;
    let imaginary = 0;
    for (const [at, sample] of samples.entries()) {
      real += sample * Math.cos((2 * Math.PI * frequencyHz * at) / 8_000);
      imaginary += sample * Math.sin((2 * Math.PI * frequencyHz * at) / 8_000);
    }
    const strength = real * real + imaginary * imaginary;
    if (strength > best.strength) best = { frequencyHz, strength };
  }
  return { status: answer.status, seconds: audio.duration, frequencyHz: best.frequencyHz, levelDb: 10 * Math.log10(power + 1e-12) };
}
