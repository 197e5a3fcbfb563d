import { useProblem } from '../../../platform/http/use-problem.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';

/** What failed, inside of a dialog. */
export function FailureNotice({ failure }: { failure: unknown }) {
  const { title, advice } = useProblem()(failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}
