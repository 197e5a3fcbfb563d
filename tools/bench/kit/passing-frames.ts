import type { Page } from '@playwright/test';

/**
 * Every connection of the page gives its frames to a worker that does nothing with them but hand them back: what the browser itself takes for an
 * encoded transform. Before the page is opened; for pages without a policy that forbids the worker.
 */
export async function passFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const source = "addEventListener('rtctransform', ({ transformer: { readable, writable } }) => readable.pipeTo(writable));";
    const passing = (): RTCRtpScriptTransform => new RTCRtpScriptTransform(worker());
    let started: Worker | undefined;
    const worker = (): Worker => (started ??= new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))));
    const Original = RTCPeerConnection;
    class Passing extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('track', ({ receiver }) => (receiver.transform = passing()));
      }

      override addTransceiver(track: MediaStreamTrack | string, init?: RTCRtpTransceiverInit): RTCRtpTransceiver {
        const transceiver = super.addTransceiver(track, init);
        if (typeof track !== 'string') transceiver.sender.transform = passing();
        return transceiver;
      }
    }
    Object.defineProperty(globalThis, 'RTCPeerConnection', { value: Passing, configurable: true, writable: true });
  });
}
