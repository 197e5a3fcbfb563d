import type { StreamView } from '../../state/live-view.ts';
import { surfaceOf } from '../../state/surfaces.ts';
import { useWords } from '../words/customer-words.tsx';

/** What a picture is called: the kind of screen, or the camera. */
export function useStreamName({ label, source }: Pick<StreamView, 'label' | 'source'>): string {
  const { share } = useWords();
  if (source !== 'screen') return label || share.cameraLabel;
  const surface = surfaceOf(label);
  return surface ? share.surfaces[surface] : share.screen;
}
