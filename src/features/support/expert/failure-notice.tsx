import { useProblem } from '../../../platform/http/use-problem.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';

/** What failed, in a dialog or above a list; nothing while nothing did. */
export function FailureNotice({ failure }: { readonly failure: unknown }) {
  const problem = useProblem();
  if (failure === null || failure === undefined) return null;
  const { title, advice } = problem(failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}
