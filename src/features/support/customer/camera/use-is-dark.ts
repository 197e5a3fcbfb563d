import { useEffect, useState } from 'react';
import { isDark } from './hints.ts';
import { usePhoneCamera } from './use-phone-camera.ts';

const everyMs = 2_000;

/** Whether the camera's picture has been too dark twice in a row. */
export function useIsDark(isOn: boolean): boolean {
  const { camera } = usePhoneCamera();
  const [darkLooks, setDarkLooks] = useState(0);
  useEffect(() => {
    if (!isOn || !camera) return undefined;
    const look = async (): Promise<void> => {
      const pixels = await camera.sample();
      if (pixels) setDarkLooks((looks) => (isDark(pixels) ? looks + 1 : 0));
    };
    const timer = setInterval(() => void look(), everyMs);
    return () => clearInterval(timer);
  }, [camera, isOn]);
  return isOn && darkLooks >= 2;
}
