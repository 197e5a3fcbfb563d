import { useLayoutEffect, useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { useCustomerLife } from '../live/customer-session.tsx';
import { PhoneCamera, type Phone, type PhoneCameraView } from './phone-camera.ts';

const nothing: PhoneCameraView = { isStarting: false, trouble: undefined, cameras: [], isWeak: false };
const never = (): (() => void) => () => undefined;

/** The camera of each session of this page, from the first time that its page is shown. */
const begun = createStore<{ readonly cameras: ReadonlyMap<Phone, PhoneCamera> }>(() => ({ cameras: new Map() }));

/** Begins the session's camera; for the page that shows it, before anything of it can be tapped. */
export function useBegunCamera(): void {
  const { phone } = useCustomerLife();
  useLayoutEffect(() => {
    if (!phone || begun.getState().cameras.has(phone)) return;
    const camera = new PhoneCamera(phone);
    addEventListener('pagehide', () => camera.close(), { once: true });
    begun.setState(({ cameras }) => ({ cameras: new Map(cameras).set(phone, camera) }));
  }, [phone]);
}

export function usePhoneCamera(): { readonly camera: PhoneCamera | undefined; readonly view: PhoneCameraView } {
  const { phone } = useCustomerLife();
  const find = (): PhoneCamera | undefined => phone && begun.getState().cameras.get(phone);
  const camera = useSyncExternalStore(begun.subscribe, find, find);
  const get = (): PhoneCameraView => camera?.view.getState() ?? nothing;
  const view = useSyncExternalStore(camera?.view.subscribe ?? never, get, get);
  return { camera, view };
}
