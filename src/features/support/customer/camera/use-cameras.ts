import { useEffect, useState } from 'react';

/** The ids of this device's cameras; the browser tells them once one was allowed. */
export function useCameras(): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    let isGone = false;
    const read = async (): Promise<void> => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (!isGone) setIds(devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '').map(({ deviceId }) => deviceId));
    };
    void read();
    const life = new AbortController();
    navigator.mediaDevices.addEventListener('devicechange', () => void read(), { signal: life.signal });
    return () => {
      isGone = true;
      life.abort();
    };
  }, []);
  return ids;
}
