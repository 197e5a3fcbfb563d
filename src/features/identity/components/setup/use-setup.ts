import { useCallback, useEffect, useState } from 'react';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { checkSetup, NO_FINDINGS, setupFindingsOf, type SetupEntries, type SetupFindings } from '../../state/setup-check.ts';
import { useSetupApi } from './use-setup-api.ts';

/**
 * ```
 * asking ──▶ open | done-before | wrong-link | failed      failed ──retry──▶ asking
 * open ──link refused──▶ done-before | wrong-link | failed
 * ```
 */
export type SetupStep =
  | { kind: 'asking' | 'open' | 'done-before' | 'wrong-link' }
  /** The server could not say whether it waits for its first admin. */
  | { kind: 'failed'; failure: unknown };

export interface Setup {
  step: SetupStep;
  retry: () => void;
  findings: SetupFindings;
  /** A failure that no field explains. */
  failure: unknown;
  isBusy: boolean;
  handleEdited: () => void;
  submit: (entries: SetupEntries) => Promise<void>;
}

/** Whether the link can be used, and what became of using it. `onDone` is told the email to sign in with. */
export function useSetup(token: string, onDone: (email: string) => void): Setup {
  const api = useSetupApi();
  const { step, ask } = useSetupStep(token);
  const [findings, setFindings] = useState(NO_FINDINGS);
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (entries: SetupEntries): Promise<void> => {
    if (isBusy) return;
    const found = checkSetup(entries);
    setFindings(found);
    setFailure(undefined);
    if (found.fields.length > 0 || found.password !== undefined) return;
    setBusy(true);
    try {
      await api.complete({ ...entries, token });
      onDone(entries.email.trim());
    } catch (cause) {
      const refused = cause instanceof ApiFailure ? setupFindingsOf(cause.fields) : undefined;
      if (refused !== undefined) setFindings(refused);
      else if (cause instanceof ApiFailure && cause.code === 'not-found') await ask({ isLinkRefused: true });
      else setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  return { step, retry: () => void ask(), findings, failure, isBusy, handleEdited: () => setFindings(NO_FINDINGS), submit };
}

/** Asks the server where the installation stands. */
function useSetupStep(token: string): {
  step: SetupStep;
  ask: (situation?: { isLinkRefused?: boolean; signal?: AbortSignal }) => Promise<void>;
} {
  const api = useSetupApi();
  const [step, setStep] = useState<SetupStep>({ kind: 'asking' });
  const ask = useCallback(
    async ({ isLinkRefused = false, signal }: { isLinkRefused?: boolean; signal?: AbortSignal } = {}) => {
      try {
        const isOpen = await api.isOpen(signal);
        setStep({ kind: !isOpen ? 'done-before' : isLinkRefused || token === '' ? 'wrong-link' : 'open' });
      } catch (failure) {
        if (signal?.aborted !== true) setStep({ kind: 'failed', failure });
      }
    },
    [api, token],
  );
  useEffect(() => {
    const page = new AbortController();
    void ask({ signal: page.signal });
    return () => page.abort();
  }, [ask]);
  return { step, ask };
}
