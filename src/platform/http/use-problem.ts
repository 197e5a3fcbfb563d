import { useTranslation } from 'react-i18next';
import { problemOf, type ProblemWords } from './problem-of.ts';

/** Turns failures into sentences of the language in force. */
export function useProblem(): (failure: unknown) => ProblemWords {
  const { t } = useTranslation('errors');
  return (failure) => problemOf(failure, t);
}
