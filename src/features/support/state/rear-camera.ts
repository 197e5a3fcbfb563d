/** What we look at of a device and of a track's settings. */
type Device = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>;
type Settings = Pick<MediaTrackSettings, 'facingMode' | 'deviceId'>;

/** How browsers call it: Android “camera2 0, facing back”, iOS by the system's language. */
const rearWords = /\b(back|rear|environment|rück\w*|hauptkamera|arrière|dorsale|trasera|posteriore|traseira)/iu;
const frontWords = /\b(front\w*|user|selfie|vorder\w*|avant|frontale|frontal|delantera|anteriore)/iu;

/** Which way a camera looks; undefined: nobody says, as of a computer's webcam. */
export function isRear(settings: Pick<Settings, 'facingMode'>, label: string): boolean | undefined {
  if (settings.facingMode === 'environment') return true;
  if (settings.facingMode === 'user') return false;
  if (rearWords.test(label)) return true;
  return frontWords.test(label) ? false : undefined;
}

/** The rear camera to open instead of the one that was given; undefined: it is the rear one, or none is known. */
export function rearCameraOf(devices: readonly Device[], given: Settings): string | undefined {
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  const label = cameras.find(({ deviceId }) => deviceId === given.deviceId)?.label ?? '';
  if (isRear(given, label) === true) return undefined;
  return cameras.find((camera) => rearWords.test(camera.label) && camera.deviceId !== '' && camera.deviceId !== given.deviceId)?.deviceId;
}

/** The camera after this one, round and round; undefined: there is no other. */
export function nextCamera(ids: readonly string[], current: string | undefined): string | undefined {
  const next = ids[(ids.indexOf(current ?? '') + 1) % Math.max(1, ids.length)];
  return next === current ? undefined : next;
}
