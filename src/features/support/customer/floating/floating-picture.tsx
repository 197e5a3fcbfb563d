import { useState } from 'react';
import { useCustomerLife, useLive } from '../live/customer-session.tsx';
import { BlackedOut } from '../preview/mask-tool.tsx';
import { Picture } from '../preview/picture.tsx';
import { useShared } from '../sharing/use-shared.ts';
import { touchedLast, untouched } from './touched-picture.ts';

/** What others see, as they see it, with what they draw and point at; of several pictures the one that they are busy with. */
export function FloatingPicture() {
  const { maskOf } = useCustomerLife();
  const { pictures } = useShared();
  const drawings = useLive((view) => view.drawings);
  const lasers = useLive((view) => view.lasers);
  const [before, setTouched] = useState(untouched);
  const touched = touchedLast(before, { drawings, lasers });
  if (touched !== before) setTouched(touched);
  const stream = pictures.find(({ producerId }) => producerId === touched.producerId) ?? pictures.at(-1);
  if (!stream) return null;
  const mask = maskOf(stream.track);
  return (
    <>
      {mask && <BlackedOut mask={mask} />}
      <Picture key={stream.producerId} stream={stream} isInWindow />
    </>
  );
}
