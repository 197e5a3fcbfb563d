import type { CameraAskView } from '../../state/camera-view.ts';
import { useLive } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { usePhoneCamera } from './use-phone-camera.ts';
import { useCameraWords, type CameraWords } from './use-camera-words.ts';

/** What experts ask to be done with the camera: one tap does it. */
export function CameraAsks() {
  const words = useCameraWords();
  const { camera } = usePhoneCamera();
  const asks = useLive((view) => view.cameraAsks);
  return asks.map((ask) => (
    <div key={ask.id} role="alert" className="flex flex-wrap items-center gap-2 rounded-card border bg-raised p-2 text-n12 shadow-overlay">
      <p className="min-w-40 flex-1">{sentenceOf(ask, words)}</p>
      <TouchButton onClick={() => void camera?.answer(ask, false)}>{words.ask.no}</TouchButton>
      <TouchButton tone="primary" onClick={() => void camera?.answer(ask, true)}>
        {verbOf(ask, words)}
      </TouchButton>
    </div>
  ));
}

function sentenceOf({ wish, name }: CameraAskView, { ask }: CameraWords): string {
  if (wish.what === 'torch') return wish.isOn ? ask.torchOn(name) : ask.torchOff(name);
  return wish.what === 'switch' ? ask.switch(name) : ask.zoom(name);
}

function verbOf({ wish }: CameraAskView, words: CameraWords): string {
  if (wish.what === 'zoom') return `${words.zoom} ${wish.value.toFixed(1)}×`;
  return wish.what === 'switch' ? words.switch : words.torch;
}
