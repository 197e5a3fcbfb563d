import type { Browser, Page } from '@playwright/test';
import { launchChromium } from '../../../e2e/fixtures/person.ts';

const origin = 'http://direct.localhost';

declare global {
  interface Window {
    directConnection: RTCPeerConnection;
    /** What the receiver of bytes has so far. */
    directBytes: number;
  }
}

/** Runs in a page that has a connection: its screen, as our own pages send one: VP9 with three temporal layers, 4 Mbit/s at most. */
export async function addScreen(): Promise<void> {
  const [track] = (await navigator.mediaDevices.getDisplayMedia()).getVideoTracks();
  if (!track) throw new Error('there is no screen');
  track.contentHint = 'detail';
  const transceiver = window.directConnection.addTransceiver(track, {
    direction: 'sendonly',
    sendEncodings: [{ maxBitrate: 4_000_000, maxFramerate: 30, scalabilityMode: 'L1T3' } as RTCRtpEncodingParameters],
  });
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs.filter(({ mimeType }) => mimeType === 'video/VP9') ?? [];
  transceiver.setCodecPreferences(codecs);
}

/**
 * Runs in a page that has a connection: its camera, as our own pages send the largest of its three sizes. Browsers take no simulcast from each other,
 * and make a picture of one size smaller where one of several keeps its size.
 */
async function addCamera(): Promise<void> {
  const [track] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
  if (!track) throw new Error('there is no camera');
  track.contentHint = 'motion';
  const transceiver = window.directConnection.addTransceiver(track, {
    direction: 'sendonly',
    sendEncodings: [{ maxBitrate: 1_800_000, scalabilityMode: 'L1T3' } as RTCRtpEncodingParameters],
  });
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs.filter(({ mimeType }) => mimeType === 'video/VP8') ?? [];
  transceiver.setCodecPreferences(codecs);
  const { sender } = transceiver;
  await sender.setParameters(Object.assign(sender.getParameters(), { degradationPreference: 'maintain-resolution' }));
}

/** Two pages in two browsers, connected with each other and with nothing between: what WebRTC alone can do. */
export class Direct {
  readonly sender: Page;
  readonly receiver: Page;
  readonly #browsers: readonly Browser[];

  private constructor(sender: Page, receiver: Page, browsers: readonly Browser[]) {
    this.sender = sender;
    this.receiver = receiver;
    this.#browsers = browsers;
  }

  static async open(prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Direct> {
    const browsers = await Promise.all([launchChromium(440), launchChromium(620)]);
    const pages = await Promise.all(browsers.map((browser) => openPage(browser, prepare)));
    const [sender, receiver] = pages;
    if (!sender || !receiver) throw new Error('there are two pages');
    return new Direct(sender, receiver, browsers);
  }

  async shareScreen(): Promise<void> {
    await this.#show(addScreen);
  }

  async startCamera(): Promise<void> {
    await this.#show(addCamera);
  }

  /** Sends bytes through a data channel, in messages as large as our pieces. @returns how long it took until all were there, milliseconds */
  async sendBytes(bytes: number): Promise<number> {
    await this.receiver.evaluate(() => {
      window.directBytes = 0;
      window.directConnection.addEventListener('datachannel', ({ channel }) => {
        channel.binaryType = 'arraybuffer';
        channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
          window.directBytes += data.byteLength;
        });
      });
    });
    await this.sender.evaluate(() => {
      const channel = window.directConnection.createDataChannel('file');
      Object.assign(window, { directChannel: channel });
    });
    await this.#negotiate();
    const begunMs = performance.now();
    await this.sender.evaluate(async (wanted) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- set above
      const channel = (window as unknown as { directChannel: RTCDataChannel }).directChannel;
      if (channel.readyState !== 'open') await new Promise((resolve) => channel.addEventListener('open', resolve, { once: true }));
      const piece = new Uint8Array(65_536);
      channel.bufferedAmountLowThreshold = 1_000_000;
      for (let sent = 0; sent < wanted; sent += piece.length) {
        if (channel.bufferedAmount > 8_000_000)
          await new Promise((resolve) => channel.addEventListener('bufferedamountlow', resolve, { once: true }));
        channel.send(piece.subarray(0, Math.min(piece.length, wanted - sent)));
      }
    }, bytes);
    await this.receiver.waitForFunction((wanted) => window.directBytes >= wanted, bytes, { timeout: 300_000, polling: 20 });
    return performance.now() - begunMs;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
  }

  /** Until the receiver has a picture of what is added. */
  async #show(add: () => Promise<void>): Promise<void> {
    await this.sender.evaluate(add);
    await this.receiver.evaluate(() => {
      window.directConnection.addEventListener('track', ({ track }) => {
        const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: new MediaStream([track]) });
        document.body.append(video);
      });
    });
    await this.#negotiate();
    await this.receiver.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0, undefined, { timeout: 20_000 });
  }

  async #negotiate(): Promise<void> {
    const offer = await this.sender.evaluate(describe, undefined);
    const answer = await this.receiver.evaluate(describe, offer);
    await this.sender.evaluate((sdp) => window.directConnection.setRemoteDescription({ type: 'answer', sdp }), answer);
  }
}

/** Runs in a page: an offer, or the answer to one, with all its candidates. */
async function describe(offer: string | undefined): Promise<string> {
  const connection = window.directConnection;
  if (offer !== undefined) await connection.setRemoteDescription({ type: 'offer', sdp: offer });
  await connection.setLocalDescription();
  while (connection.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
  return connection.localDescription?.sdp ?? '';
}

async function openPage(browser: Browser, prepare: (page: Page) => Promise<void>): Promise<Page> {
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 1_280, height: 800 } });
  const page = await context.newPage();
  await prepare(page);
  await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>direct</title>' }));
  await page.goto(origin);
  await page.evaluate(async () => {
    // Addresses are told only to those who may use the microphone; others get names that nobody here can resolve.
    await navigator.mediaDevices.getUserMedia({ audio: true });
    window.directConnection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  });
  return page;
}
