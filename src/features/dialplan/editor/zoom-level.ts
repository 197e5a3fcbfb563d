import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Below this zoom text of 12 px cannot be read anyway. */
const FAR_ZOOM = 0.42;

/** Apart from React Flow's store, which changes with every frame of a drag: cards listen here and sleep meanwhile. */
export const zoomLevel = createStore<{ readonly isFar: boolean }>(() => ({ isFar: false }));

export function handleZoom(zoom: number): void {
  const isFar = zoom < FAR_ZOOM;
  if (zoomLevel.getState().isFar !== isFar) zoomLevel.setState({ isFar });
}

/** Whether the canvas is seen from so far that details only cost time. */
export function useIsFar(): boolean {
  return useStore(zoomLevel, (view) => view.isFar);
}
