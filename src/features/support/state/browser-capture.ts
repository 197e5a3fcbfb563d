import { rearCameraOf } from './rear-camera.ts';
import { canShowScreen } from './can-show-screen.ts';
import { captureFailure, CaptureFailure, type Capture, type Captured } from './capture.ts';

/** Up to what a screen is sent; more is scaled down before it is encoded. */
const screenVideo = { width: { max: 2560 }, height: { max: 1440 }, frameRate: { ideal: 30, max: 30 } } as const;

/** Captures as the browser gives it, unmasked. */
export class BrowserCapture implements Capture {
  screen(): Promise<Captured> {
    if (!canShowScreen()) return Promise.reject(new CaptureFailure('unsupported'));
    return captured(() => navigator.mediaDevices.getDisplayMedia({ video: { ...screenVideo }, audio: false, ...surfaceStays }), true);
  }

  /** The rear camera, or the one that is named. Where the browser ignores the wish for the rear one, its label is looked for. */
  async camera(deviceId?: string): Promise<Captured> {
    if (deviceId !== undefined) return cameraOf({ deviceId: { exact: deviceId } });
    const first = await cameraOf({ facingMode: { ideal: 'environment' } });
    // Labels are told once a camera was allowed.
    const rear = rearCameraOf(await navigator.mediaDevices.enumerateDevices(), first.track.getSettings());
    if (rear === undefined) return first;
    // Many phones open one camera at a time.
    first.close();
    return cameraOf({ deviceId: { exact: rear } }).catch(() => cameraOf({}));
  }

  microphone(): Promise<Captured> {
    return captured(() =>
      navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } }),
    );
  }
}

/** What was picked stays what was picked: another surface needs another consent. */
const surfaceStays = { surfaceSwitching: 'exclude', selfBrowserSurface: 'include', monitorTypeSurfaces: 'include' } as const;

async function captured(get: () => Promise<MediaStream>, isScreen = false): Promise<Captured> {
  try {
    const [track] = (await get()).getTracks();
    if (!track) throw new CaptureFailure('missing');
    if (track.kind === 'video') track.contentHint = isScreen ? 'detail' : 'motion';
    return { track, label: isScreen ? (track.getSettings().displaySurface ?? '') : track.label, close: () => track.stop() };
  } catch (cause) {
    throw cause instanceof CaptureFailure ? cause : captureFailure(cause);
  }
}

function cameraOf(which: MediaTrackConstraints): Promise<Captured> {
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } };
  return captured(() => navigator.mediaDevices.getUserMedia({ video: { ...which, ...size } }));
}
