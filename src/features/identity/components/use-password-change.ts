import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { checkPassword, findingOf, ruleCount, type PasswordCheck } from '../state/password-check.ts';
import { useIdentity, useMe } from './session-context.tsx';

export interface PasswordEntries {
  current: string;
  next: string;
  repeat: string;
}

export type PasswordErrors = Partial<Record<keyof PasswordEntries, string>>;

export interface PasswordChange {
  entries: PasswordEntries;
  set: (entries: Partial<PasswordEntries>) => void;
  check: PasswordCheck;
  errors: PasswordErrors;
  /** A failure that no field explains. */
  failure: unknown;
  isBusy: boolean;
  submit: () => Promise<void>;
}

const EMPTY: PasswordEntries = { current: '', next: '', repeat: '' };

/** The form that changes one's own password. */
export function usePasswordChange(onDone: () => void): PasswordChange {
  const { t } = useTranslation('identity');
  const { api, store } = useIdentity();
  const me = useMe();
  const [entries, setEntries] = useState(EMPTY);
  const [errors, setErrors] = useState<PasswordErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const check = checkPassword(entries.next, { email: me?.email ?? '', displayName: me?.displayName ?? '' });

  const ruleError = (finding: ReturnType<typeof findingOf>): PasswordErrors =>
    finding === undefined ? {} : { next: t(`password.rules.${finding}`, { count: ruleCount(finding) }) };
  const findErrors = (): PasswordErrors => ({
    ...(entries.current === '' ? { current: t('password.currentMissing') } : {}),
    ...ruleError(check.findings[0]),
    ...(entries.next === entries.repeat ? {} : { repeat: t('password.differs') }),
  });
  const submit = async (): Promise<void> => {
    if (isBusy) return;
    const found = findErrors();
    setErrors(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await api.changePassword(entries.current, entries.next);
      await store.reload();
      onDone();
    } catch (cause) {
      const told = errorsOf(cause);
      if (told === undefined) setFailure(cause);
      else setErrors(told.isCurrentWrong ? { current: t('password.currentWrong') } : ruleError(told.finding));
    } finally {
      setBusy(false);
    }
  };
  const set = (change: Partial<PasswordEntries>): void => {
    setEntries({ ...entries, ...change });
    setErrors({});
  };
  return { entries, set, check, errors, failure, isBusy, submit };
}

/** What the server says of a field; undefined when the failure is of another kind. */
function errorsOf(cause: unknown): { isCurrentWrong: boolean; finding: ReturnType<typeof findingOf> } | undefined {
  if (!(cause instanceof ApiFailure)) return undefined;
  if (cause.code === 'wrong-credentials' || cause.fields['current'] !== undefined) return { isCurrentWrong: true, finding: undefined };
  const finding = findingOf(cause.fields['next']);
  return finding === undefined ? undefined : { isCurrentWrong: false, finding };
}
