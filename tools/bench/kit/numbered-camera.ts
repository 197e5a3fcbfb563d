import type { Page } from '@playwright/test';

const bits = 16;
const cell = 40;

/**
 * Gives a page one camera that paints 30 times a second, each time its number as a barcode where `watchFrames` looks for it (numbered-screen.ts),
 * and enough beside it that an encoder has work.
 */
export async function giveNumberedCamera(page: Page): Promise<void> {
  await giveCamera(page, 1.5);
}

/** The same with 1280 × 720 pixels instead of 1920 × 1080. */
export async function giveSmallNumberedCamera(page: Page): Promise<void> {
  await giveCamera(page, 1);
}

async function giveCamera(page: Page, times: number): Promise<void> {
  await page.addInitScript(
    ({ count, size, scale }) => {
      const [width, height] = [1_280 * scale, 720 * scale];
      const devices = navigator.mediaDevices;
      const getMicrophone = devices.getUserMedia.bind(devices);
      window.benchPaintedAtMs = [];
      window.benchStopPainting = () => undefined;
      devices.getUserMedia = (asked) => {
        if (!asked?.video) return getMicrophone(asked);
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const pen = canvas.getContext('2d', { alpha: false });
        const paint = (): void => {
          if (!pen) return;
          const number = window.benchPaintedAtMs.length;
          pen.resetTransform();
          pen.fillStyle = '#fff';
          pen.fillRect(0, 0, width, height);
          pen.scale(scale, scale);
          // A hand is never still: rings that move a little with every frame.
          pen.strokeStyle = '#456';
          for (let ring = 1; ring < 20; ring += 1) {
            pen.beginPath();
            pen.arc(640 + 40 * Math.sin(number / 15), 400 + 20 * Math.cos(number / 11), ring * 16, 0, Math.PI * 2);
            pen.stroke();
          }
          pen.fillStyle = '#fff';
          pen.fillRect(0, 0, count * size, size);
          pen.fillStyle = '#000';
          for (let bit = 0; bit < count; bit += 1) if ((number >> bit) & 1) pen.fillRect(bit * size, 0, size, size);
          window.benchPaintedAtMs.push(Date.now());
        };
        paint();
        const timer = setInterval(paint, 1_000 / 30);
        window.benchStopPainting = () => clearInterval(timer);
        const stream = canvas.captureStream();
        for (const track of stream.getTracks()) {
          const stop = track.stop.bind(track);
          // A camera that is closed paints no more.
          track.stop = () => {
            clearInterval(timer);
            stop();
          };
        }
        return Promise.resolve(stream);
      };
      devices.enumerateDevices = () =>
        Promise.resolve([
          { kind: 'videoinput' as const, deviceId: 'rear', label: 'camera2 0, facing back', groupId: '', toJSON: () => ({}) },
        ]);
    },
    { count: bits, size: cell, scale: times },
  );
}
