import { describe, expect, it } from 'vitest';
import { alice, kim, shown } from '../testing/shown.testing.tsx';
import { CameraAsks } from './camera-asks.tsx';
import { CameraBar } from './camera-bar.tsx';
import { SharingStrip } from './sharing-strip.tsx';

const picture = { producerId: 'p', seatId: 'k', source: 'camera', label: '', width: 1, height: 1, isPaused: false, isMine: true } as const;
const plain = { producerId: 'p', cameras: 1, isRear: undefined, isTorchOn: undefined, zoom: undefined, isFrozen: false } as const;
const bar = <CameraBar picture={picture} isSheetOpen={false} onSheet={() => undefined} />;

describe('[SU343] the bar under the thumb', () => {
  it('has what every camera can', () => {
    const html = shown(bar, { streams: [picture], camera: plain });
    for (const name of ['Talk', 'Pause', 'Freeze', 'More']) expect(html).toContain(`aria-label="${name}"`);
    for (const name of ['Switch camera', 'Light', 'Zoom']) expect(html).not.toContain(name);
  });

  it('has switch, light and zoom where there is something to switch to, and the camera reports them', () => {
    const camera = { ...plain, cameras: 2, isTorchOn: false, zoom: { min: 1, max: 4, value: 1 } };
    const html = shown(bar, { streams: [picture], camera }, 'de');
    for (const name of ['Kamera wechseln', 'Licht', 'Zoom']) expect(html).toContain(name);
  });

  it('before the second tap offers the voice and the sheet alone', () => {
    const html = shown(<CameraBar picture={undefined} isSheetOpen={false} onSheet={() => undefined} />, {});
    expect(html.match(/<button/gu)).toHaveLength(2);
  });
});

describe('[SU345] what an expert asks for', () => {
  it.each([
    [{ what: 'switch' } as const, 'asks you to switch the camera'],
    [{ what: 'torch', isOn: true } as const, 'asks you to turn the light on'],
    [{ what: 'torch', isOn: false } as const, 'asks you to turn the light off'],
    [{ what: 'zoom', value: 2 } as const, 'asks you to zoom'],
  ])('%j says who and what, with a no beside it', (wish, sentence) => {
    const html = shown(<CameraAsks />, { cameraAsks: [{ id: '1', seatId: 'a', name: 'Alice', wish }] });
    expect(html).toContain(`Alice ${sentence}`);
    expect(html).toContain('>No<');
  });
});

describe('[SU353] while the camera is on', () => {
  it('the page says who sees it, or that it is paused or frozen, beside the button that stops it', () => {
    const people = [alice, kim];
    expect(shown(<SharingStrip />, { people })).toBe('');
    const html = shown(<SharingStrip />, { people, streams: [picture] });
    expect(html).toContain('Alice can see your camera');
    expect(html).toContain('aria-label="Stop camera"');
    expect(shown(<SharingStrip />, { people, streams: [{ ...picture, isPaused: true }] })).toContain('Paused');
    expect(shown(<SharingStrip />, { people, streams: [picture], camera: { ...plain, isFrozen: true } })).toContain('Frozen');
  });
});
