import { useEffect, useState } from 'react';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { checkSetup, NO_FINDINGS, setupFindingsOf, type SetupEntries, type SetupFindings } from '../../state/setup-check.ts';
import type { SetupApi } from '../../state/setup-api.ts';
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
      else if (cause instanceof ApiFailure && cause.code === 'not-found') await ask(true);
      else setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  return { step, retry: () => void ask(false), findings, failure, isBusy, handleEdited: () => setFindings(NO_FINDINGS), submit };
}

/** Where the installation stands. */
function useSetupStep(token: string): { step: SetupStep; ask: (isLinkRefused: boolean) => Promise<void> } {
  const api = useSetupApi();
  const [step, setStep] = useState<SetupStep>({ kind: 'asking' });
  useEffect(() => {
    const page = new AbortController();
    const askFirst = async (): Promise<void> => {
      const next = await stepOf({ api, isLinkUsable: token !== '', signal: page.signal });
      if (!page.signal.aborted) setStep(next);
    };
    void askFirst();
    return () => page.abort();
  }, [api, token]);
  const ask = async (isLinkRefused: boolean): Promise<void> => {
    setStep(await stepOf({ api, isLinkUsable: token !== '' && !isLinkRefused }));
  };
  return { step, ask };
}

/** Asks the server whether it waits for its first admin. */
async function stepOf(situation: { api: SetupApi; isLinkUsable: boolean; signal?: AbortSignal }): Promise<SetupStep> {
  try {
    if (!(await situation.api.isOpen(situation.signal))) return { kind: 'done-before' };
    return { kind: situation.isLinkUsable ? 'open' : 'wrong-link' };
  } catch (failure) {
    return { kind: 'failed', failure };
  }
}
