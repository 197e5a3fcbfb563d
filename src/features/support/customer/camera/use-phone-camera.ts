import { useLayoutEffect, useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { useCustomerLife } from '../live/customer-session.tsx';
import { PhoneCamera, type Phone, type PhoneCameraView } from './phone-camera.ts';

const nothing: PhoneCameraView = { isStarting: false, trouble: undefined, cameras: [], isWeak: false };
const never = (): (() => void) => () => undefined;

/** The camera of the session whose page was shown last. */
const begun = createStore<{ readonly phone?: Phone; readonly camera?: PhoneCamera }>(() => ({}));
const closeLast = (): void => begun.getState().camera?.close();

/** Begins the session's camera; for the page that shows it, before anything of it can be tapped. */
export function useBegunCamera(): void {
  const { phone } = useCustomerLife();
  useLayoutEffect(() => {
    const before = begun.getState();
    if (!phone || before.phone === phone) return;
    before.camera?.close();
    addEventListener('pagehide', closeLast);
    begun.setState({ phone, camera: new PhoneCamera(phone) });
  }, [phone]);
}

export function usePhoneCamera(): { readonly camera: PhoneCamera | undefined; readonly view: PhoneCameraView } {
  const { phone } = useCustomerLife();
  const find = (): PhoneCamera | undefined => {
    const { camera: last, phone: its } = begun.getState();
    return its === phone ? last : undefined;
  };
  const camera = useSyncExternalStore(begun.subscribe, find, find);
  const get = (): PhoneCameraView => camera?.view.getState() ?? nothing;
  const view = useSyncExternalStore(camera?.view.subscribe ?? never, get, get);
  return { camera, view };
}
