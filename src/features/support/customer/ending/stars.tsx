import { useWords } from '../words/customer-words.tsx';

const stars = [1, 2, 3, 4, 5] as const;

interface StarsProps {
  /** 1 to 5; 0: not said. */
  readonly rating: number;
  readonly onRate: (rating: number) => void;
  readonly disabled?: boolean;
}

/** One to five, by one click. */
export function Stars({ rating, onRate, disabled }: StarsProps) {
  const { ending } = useWords();
  return (
    <div className="flex gap-1">
      {stars.map((count) => (
        <button
          key={count}
          type="button"
          disabled={disabled}
          aria-pressed={rating === count}
          aria-label={ending.stars(count)}
          onClick={() => onRate(count)}
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
  );
}
