import { useId } from 'react';
import { useLive } from '../live/customer-session.tsx';
import { usePhoneCamera } from './use-phone-camera.ts';
import { useCameraWords } from './use-camera-words.ts';

/** Where a camera says that it zooms. */
export function ZoomSlider() {
  const words = useCameraWords();
  const { camera } = usePhoneCamera();
  const zoom = useLive((view) => view.camera?.zoom);
  const id = useId();
  if (!zoom) return null;
  return (
    <div className="flex items-center gap-3 px-3 lying:hidden">
      <label htmlFor={id} className="text-dense">
        {words.zoom}
      </label>
      <input
        id={id}
        type="range"
        min={zoom.min}
        max={zoom.max}
        step={0.1}
        value={zoom.value}
        className="h-11 flex-1 accent-accent"
        onChange={(event) => void camera?.setZoom(Number(event.target.value))}
      />
      <span className="w-10 text-right text-dense tabular-nums">{zoom.value.toFixed(1)}×</span>
    </div>
  );
}
