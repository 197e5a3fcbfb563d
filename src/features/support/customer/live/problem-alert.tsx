import { useWords } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { TouchButton } from './touch-button.tsx';

/** What did not work, until it is dismissed. */
export function ProblemAlert() {
  const { problem: words } = useWords();
  const session = useSession();
  const problem = useLive((view) => view.problem);
  if (!problem) return null;
  const known = Object.entries(words).find(([code]) => code === problem.code)?.[1];
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 rounded-card border border-red-line bg-red-soft p-3 text-red-text">
      <p className="flex-1">{typeof known === 'function' ? known(problem.detail ?? '') : (known ?? words.other)}</p>
      <TouchButton tone="quiet" onClick={() => session.dismissProblem()}>
        {words.dismiss}
      </TouchButton>
    </div>
  );
}
