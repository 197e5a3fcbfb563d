import { describe, expect, it } from 'vitest';
import { missingNeeds, type BrowserParts } from './browser-needs.ts';

const whole: BrowserParts = {
  isSecureContext: true,
  WebSocket: () => undefined,
  RTCPeerConnection: () => undefined,
  RTCRtpScriptTransform: () => undefined,
  crypto: globalThis.crypto,
};

describe('[SU122] a browser without what a session needs', () => {
  it('lacks nothing when all is there (control)', async () => {
    expect(await missingNeeds(whole)).toEqual([]);
  });

  it('says what it lacks', async () => {
    expect(await missingNeeds({ ...whole, RTCRtpScriptTransform: undefined })).toEqual(['rtc']);
    expect(await missingNeeds({ ...whole, WebSocket: undefined, crypto: {} })).toEqual(['socket', 'curves']);
    const subtle = { generateKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) };
    expect(await missingNeeds({ ...whole, crypto: { subtle } })).toEqual(['curves']);
  });

  it('on a page without HTTPS names only that: the rest is hidden there', async () => {
    expect(await missingNeeds({ isSecureContext: false })).toEqual(['secure']);
  });
});
