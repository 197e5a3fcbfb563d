import { Steps } from '../exchange/late-exchange.tsx';
import { AllowedList } from '../live/allowed-list.tsx';
import { LateStill } from '../preview/late-still.tsx';
import { FloatingPicture } from './floating-picture.tsx';
import { LastLines } from './last-lines.tsx';

/** What the window that stays on top holds between banner and question: the most urgent on top. */
export function FloatingPart() {
  return (
    <>
      <LateStill />
      <FloatingPicture />
      <Steps />
      <LastLines />
      <AllowedList />
    </>
  );
}
