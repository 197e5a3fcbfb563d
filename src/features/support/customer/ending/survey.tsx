import { useState } from 'react';
import { useSession } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { Stars } from './stars.tsx';

/** How satisfied, in one click. */
export function Survey() {
  const { ending } = useWords();
  const session = useSession();
  const [rating, setRating] = useState(0);
  const rate = (count: number): void => {
    setRating(count);
    session.rate(count);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{ending.question}</legend>
      <Stars rating={rating} onRate={rate} />
      <p role="status" className="text-n11 empty:hidden">
        {rating > 0 && ending.thanks}
      </p>
    </fieldset>
  );
}
