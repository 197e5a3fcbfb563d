import type { Page } from '@playwright/test';

/** One frame as somebody saw it; both in milliseconds of the machine's clock. */
export interface SeenFrame {
  readonly number: number;
  readonly seenAtMs: number;
}

declare global {
  interface Window {
    /** Set by benchmarks: when each frame was painted, by its number. */
    benchPaintedAtMs: number[];
    benchStopPainting(): void;
    benchSeen: SeenFrame[];
    /** Every connection that the page made. */
    benchConnections: RTCPeerConnection[];
  }
}

const bits = 16;
const cell = 40;

/** Gives a page a screen of 1280 × 720 that is painted 30 times a second, each time with its number as a barcode. */
export async function giveNumberedScreen(page: Page): Promise<void> {
  await page.addInitScript(
    ({ count, size }) => {
      window.benchPaintedAtMs = [];
      window.benchStopPainting = () => undefined;
      navigator.mediaDevices.getDisplayMedia = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
        const pen = canvas.getContext('2d', { alpha: false });
        const paint = (): void => {
          if (!pen) return;
          const number = window.benchPaintedAtMs.length;
          pen.fillStyle = '#fff';
          pen.fillRect(0, 0, 1280, 720);
          pen.fillStyle = '#000';
          for (let bit = 0; bit < count; bit += 1) if ((number >> bit) & 1) pen.fillRect(bit * size, 0, size, size);
          // Something moves, as on a screen that is worked on.
          pen.font = '32px sans-serif';
          for (let line = 0; line < 12; line += 1)
            pen.fillText(`Line ${String(line)} of what is worked on, ${String(number)}`, 60, 160 + line * 45);
          pen.fillRect((number * 8) % 1200, 80, 60, 40);
          window.benchPaintedAtMs.push(Date.now());
        };
        paint();
        const timer = setInterval(paint, 1_000 / 30);
        window.benchStopPainting = () => clearInterval(timer);
        return Promise.resolve(canvas.captureStream());
      };
    },
    { count: bits, size: cell },
  );
}

/** Keeps every connection of a page within reach. Before the page is opened. */
export async function keepConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.benchConnections = [];
    const Original = RTCPeerConnection;
    class Kept extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.benchConnections.push(this);
      }
    }
    Object.defineProperty(globalThis, 'RTCPeerConnection', { value: Kept, configurable: true, writable: true });
  });
}

/**
 * Notes every frame of the page's first picture from now on. Only one line of a frame's brightness is read: drawing a picture of 1280 × 720 anew
 * takes the page's thread 5 ms, which would be in every figure.
 */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(
    ({ count, size }) => {
      window.benchSeen = [];
      const video = document.querySelector('video');
      if (!video) throw new Error('there is no picture');
      const note = async (frame: VideoFrame, seenAtMs: number): Promise<void> => {
        const scale = frame.visibleRect ? frame.visibleRect.width / 1280 : 1;
        const even = (pixels: number): number => 2 * Math.floor((pixels * scale) / 2);
        const rect = { x: 0, y: even(size / 2), width: even(count * size), height: 2 };
        const pixels = new Uint8Array(frame.allocationSize({ rect }));
        const [brightness] = await frame.copyTo(pixels, { rect });
        frame.close();
        let number = 0;
        for (let bit = 0; bit < count; bit += 1)
          if ((pixels[(brightness?.offset ?? 0) + Math.round((bit + 0.5) * size * scale)] ?? 255) < 128) number |= 1 << bit;
        window.benchSeen.push({ number, seenAtMs });
      };
      const look = (): void => {
        const seenAtMs = Date.now();
        void note(new VideoFrame(video), seenAtMs);
        video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
    },
    { count: bits, size: cell },
  );
}

/** From paint to sight, of each frame that was seen, milliseconds. */
export async function delaysOf(painter: Page, watcher: Page): Promise<readonly number[]> {
  const [painted, seen] = await Promise.all([painter.evaluate(() => window.benchPaintedAtMs), watcher.evaluate(() => window.benchSeen)]);
  const firstAtMs = new Map<number, number>();
  for (const { number, seenAtMs } of seen) if (!firstAtMs.has(number)) firstAtMs.set(number, seenAtMs);
  return [...firstAtMs].flatMap(([number, seenAtMs]) => {
    const paintedAtMs = painted[number];
    return paintedAtMs === undefined ? [] : [seenAtMs - paintedAtMs];
  });
}

/** Frames of pictures that the page's connections sent and decoded so far. */
export async function framesOf(page: Page): Promise<{ readonly sent: number; readonly decoded: number }> {
  return page.evaluate(async () => {
    const counts = { sent: 0, decoded: 0 };
    for (const connection of window.benchConnections) {
      for (const report of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['kind'] !== 'video') continue;
        if (report['type'] === 'outbound-rtp') counts.sent += Number(report['framesSent'] ?? 0);
        if (report['type'] === 'inbound-rtp') counts.decoded += Number(report['framesDecoded'] ?? 0);
      }
    }
    return counts;
  });
}
