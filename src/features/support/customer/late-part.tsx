import { useEffect, useState, type ComponentType } from 'react';
import { TouchButton } from './live/touch-button.tsx';
import { useWords } from './words/customer-words.tsx';

export interface LatePart<Props extends object> {
  /** Nothing until it is fetched, if nobody fetched it ahead; a sentence when it cannot be. */
  readonly Part: ComponentType<Props>;
  /** Fetches it ahead; when that fails, drawing it tries again. */
  readonly prepare: () => Promise<void>;
}

/**
 * A part of the page that is fetched when it is drawn, or ahead. What is here is drawn at once: React's `lazy` waits even for what was fetched,
 * and what it waited for it shows 300 ms after it had shown that it waits, at the earliest.
 */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> {
  let found: ComponentType<Props> | undefined;
  const find = async (): Promise<ComponentType<Props>> => (found ??= await load());
  return {
    Part: function Part(props: Props) {
      const [Shown, setShown] = useState(() => found);
      const [tries, setTries] = useState(0);
      const [hasFailed, setFailed] = useState(false);
      useEffect(() => {
        if (Shown) return undefined;
        const life = new AbortController();
        const { signal } = life;
        find().then(
          (one) => signal.aborted || setShown(() => one),
          () => signal.aborted || setFailed(true),
        );
        addEventListener('online', () => setTries((before) => before + 1), { signal });
        return () => life.abort();
      }, [Shown, tries]);
      if (Shown) return <Shown {...props} />;
      return hasFailed ? <Missing onRetry={() => setTries(tries + 1)} /> : null;
    },
    prepare: () =>
      find().then(
        () => undefined,
        () => undefined,
      ),
  };
}

function Missing({ onRetry }: { readonly onRetry: () => void }) {
  const { state } = useWords();
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 rounded-card bg-amber-soft p-3 text-amber-text">
      <p className="flex-1">{state.partMissing}</p>
      <TouchButton onClick={onRetry}>{state.retry}</TouchButton>
    </div>
  );
}
