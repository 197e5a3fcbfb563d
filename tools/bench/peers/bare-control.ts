import { networkInterfaces } from 'node:os';
import type { Page } from '@playwright/test';
import { addScreen } from './direct.ts';

/**
 * The least that controls a tab: the tab's capture from one browser straight to the other, and a data channel for keys back. No server, no
 * sealing, no checks. `sharer` is a window that the site's page opened, `viewer` any page in another browser.
 */
export async function connectBare(sharer: Page, viewer: Page): Promise<void> {
  await sharer.evaluate(() => void (window.directConnection = new RTCPeerConnection()));
  await sharer.evaluate(addScreen);
  const offer = await sharer.evaluate(async () => {
    const connection = window.directConnection;
    const keys = connection.createDataChannel('keys');
    const site: unknown = opener;
    keys.addEventListener('message', () => {
      if (typeof site === 'object' && site !== null && 'postMessage' in site && typeof site.postMessage === 'function')
        site.postMessage('flip', '*');
    });
    await connection.setLocalDescription();
    await new Promise<void>((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => connection.iceGatheringState === 'complete' && resolve());
    });
    return connection.localDescription?.sdp ?? '';
  });
  const answer = await viewer.evaluate(async (sdp) => {
    const connection = new RTCPeerConnection();
    window.directConnection = connection;
    const video = Object.assign(document.createElement('video'), { autoplay: true, muted: true });
    video.style.cssText = 'position:fixed;inset:0;width:800px';
    document.body.append(video);
    connection.addEventListener('track', ({ track }) => (video.srcObject = new MediaStream([track])));
    connection.addEventListener('datachannel', ({ channel }) => addEventListener('keydown', () => channel.send('flip')));
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await connection.setLocalDescription();
    await new Promise<void>((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => connection.iceGatheringState === 'complete' && resolve());
    });
    return connection.localDescription?.sdp ?? '';
  }, withAddress(offer));
  await sharer.evaluate((sdp) => window.directConnection.setRemoteDescription({ type: 'answer', sdp }), withAddress(answer));
  await viewer.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0, undefined, { timeout: 20_000 });
}

/** Browsers hide their addresses behind names that another process here does not find. */
function withAddress(sdp: string): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const address = all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
  return sdp.replaceAll(/[0-9a-f-]{36}\.local/gu, address);
}
