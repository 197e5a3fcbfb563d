import type { Need } from './browser-needs.ts';
import { useWords } from '../words/customer-words.tsx';

/** Instead of the join form where it cannot work: what is missing, and where it is not. */
export function NeedsPage({ missing }: { readonly missing: readonly Need[] }) {
  const { needs } = useWords();
  return (
    <div role="alert" className="card flex flex-col gap-3 p-4">
      <h1 className="text-page font-semibold">{needs.title}</h1>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {missing.map((need) => (
          <li key={need}>{needs[need]}</li>
        ))}
      </ul>
      {!missing.includes('secure') && (
        <p>
          {needs.which} {needs.tryAgain}
        </p>
      )}
    </div>
  );
}
