import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure, type FailureCode } from '../../../platform/http/api-failure.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import type { SessionStore } from '../state/session-store.ts';

export interface SignInForm {
  isBusy: boolean;
  /** Fields left empty. */
  missing: readonly ('email' | 'password')[];
  refusal: { code: FailureCode | 'unknown'; title: string; advice: string } | undefined;
  /** Seconds until the server takes another attempt; counts down to 0. */
  waitSeconds: number;
  submit: (email: string, password: string) => Promise<void>;
}

/** Signs in and says in words why it did not work. */
export function useSignIn(store: SessionStore, onSignedIn: () => void): SignInForm {
  const { t } = useTranslation('errors');
  const toProblem = useProblem();
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<SignInForm['missing']>([]);
  const [failure, setFailure] = useState<unknown>();
  const [waitSeconds, setWaitSeconds] = useState(0);

  useEffect(() => {
    if (waitSeconds === 0) return undefined;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const submit = async (email: string, password: string): Promise<void> => {
    const empty = [email.trim() === '' && ('email' as const), password === '' && ('password' as const)].filter((name) => name !== false);
    setMissing(empty);
    if (empty.length > 0 || isBusy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await store.signIn(email.trim(), password);
      onSignedIn();
    } catch (cause) {
      setFailure(cause);
      setWaitSeconds(cause instanceof ApiFailure ? (cause.retryAfterSeconds ?? 0) : 0);
    } finally {
      setBusy(false);
    }
  };

  const code = failure instanceof ApiFailure ? failure.code : 'unknown';
  const isThrottled = code === 'too-many-attempts';
  // Once the wait is over the sentence that asks for it would be wrong.
  const isOver = isThrottled && waitSeconds === 0 && failure instanceof ApiFailure && failure.retryAfterSeconds !== undefined;
  if (failure === undefined || isOver) return { isBusy, missing, refusal: undefined, waitSeconds, submit };
  const problem = toProblem(failure);
  const advice = isThrottled && waitSeconds > 0 ? t('tooManyAttemptsFor', { count: waitSeconds }) : problem.advice;
  return { isBusy, missing, refusal: { code, title: problem.title, advice }, waitSeconds, submit };
}
