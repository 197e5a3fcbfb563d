import { useSyncExternalStore } from 'react';
import { useCustomerLife } from '../live/customer-session.tsx';
import type { PhoneCamera, PhoneCameraView } from './phone-camera.ts';

const nothing: PhoneCameraView = { isStarting: false, trouble: undefined, cameras: [], isWeak: false };

export function usePhoneCamera(): { readonly camera: PhoneCamera | undefined; readonly view: PhoneCameraView } {
  const { camera } = useCustomerLife();
  const get = (): PhoneCameraView => camera?.view.getState() ?? nothing;
  const view = useSyncExternalStore((listener) => camera?.view.subscribe(listener) ?? (() => undefined), get, get);
  return { camera, view };
}
