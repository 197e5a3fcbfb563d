import { useState } from 'react';
import { useSession } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';

const stars = [1, 2, 3, 4, 5] as const;

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
      <div className="flex gap-1">
        {stars.map((count) => (
          <button
            key={count}
            type="button"
            aria-pressed={rating === count}
            aria-label={ending.stars(count)}
            onClick={() => rate(count)}
            className={
              count <= rating
                ? 'size-11 rounded-input text-page text-amber-text'
                : 'size-11 rounded-input text-page text-n10 hover:text-amber-text'
            }
          >
            {count <= rating ? '★' : '☆'}
          </button>
        ))}
      </div>
      <p role="status" className="text-n11 empty:hidden">
        {rating > 0 && ending.thanks}
      </p>
    </fieldset>
  );
}
