import { useState } from 'react';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { DrawingLayer } from './drawing-layer.tsx';
import { StillImage } from './still-image.tsx';

/** The still that an expert shows, with what is drawn on it, until the person closes it. */
export function ShownStill() {
  const { share } = useWords();
  const session = useSession();
  const still = useLive((view) => view.stills.find(({ id }) => id === view.shownStill));
  const drawings = useLive((view) => view.drawings).filter(({ producerId }) => producerId === still?.id);
  const lasers = useLive((view) => view.lasers).filter(({ producerId }) => producerId === still?.id);
  const people = useLive((view) => view.people);
  const [size, setSize] = useState<PictureSize>();
  if (!still?.blob) return null;
  const coloured = lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }));
  return (
    <Part title={share.looksAt}>
      <div className="relative overflow-hidden rounded-card bg-stage">
        <StillImage
          key={still.id}
          blob={still.blob}
          label={share.looksAt}
          broken={share.stillGone}
          className="block h-auto w-full"
          onSize={setSize}
        />
        <DrawingLayer size={size ?? still} drawings={drawings} lasers={coloured} />
      </div>
      <TouchButton className="self-start" onClick={() => session.showStill(undefined)}>
        {share.closeStill}
      </TouchButton>
    </Part>
  );
}
