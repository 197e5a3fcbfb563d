import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../platform/http/api-failure.ts';
import { useProblem } from '../../platform/http/use-problem.ts';
import { ErrorState } from '../../ui/feedback/error-state.tsx';

/** What stands where a page failed, to load or to run. The shell around it goes on. */
export function Crash({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const { t } = useTranslation('app');
  const problem = useProblem()(error);
  const shown = error instanceof ApiFailure ? problem : { ...problem, title: t('crash.title'), advice: t('crash.advice') };
  return <ErrorState problem={shown} onRetry={error instanceof ApiFailure ? reset : () => location.reload()} />;
}
