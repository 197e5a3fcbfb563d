import { latePart } from '../late-part.tsx';
import { useLive } from '../live/customer-session.tsx';

const shown = latePart(async () => (await import('./shown-still.tsx')).ShownStill);

/** A still that is shown; most sessions have none. */
export function LateStill() {
  const isShown = useLive((view) => view.shownStill !== undefined);
  return isShown ? <shown.Part /> : null;
}
