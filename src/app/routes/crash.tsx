import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../platform/http/api-failure.ts';
import { useProblem } from '../../platform/http/use-problem.ts';
import { ErrorState } from '../../ui/feedback/error-state.tsx';

/** What stands where a page failed, to load or to run. The shell around it goes on. */
export function Crash({ failure, onRetry }: { failure: unknown; onRetry: () => void }) {
  const { t } = useTranslation('app');
  const problem = useProblem()(failure);
  if (failure instanceof ApiFailure) return <ErrorState problem={problem} onRetry={onRetry} />;
  return <ErrorState problem={{ ...problem, title: t('crash.title'), advice: t('crash.advice') }} onRetry={() => location.reload()} />;
}
