import { createStore, type StoreApi } from 'zustand/vanilla';

/** What of the phone is on screen, so that nothing is shown twice. */
export interface ScreenView {
  /** The phone page shows the calls itself: no dock and no card over it. */
  readonly areCallsShown: boolean;
  readonly areSettingsOpen: boolean;
}

export const createScreenStore = (): StoreApi<ScreenView> =>
  createStore<ScreenView>(() => ({ areCallsShown: false, areSettingsOpen: false }));
