import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setupRequestSchema } from '../../../../protocol/identity/setup.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { checkPassword, findingOf, ruleCount, type PasswordCheck } from '../state/password-check.ts';
import { useIdentity } from './session-context.tsx';

export interface SetupEntries {
  tenantName: string;
  displayName: string;
  email: string;
  password: string;
}
export type SetupErrors = Partial<Record<keyof SetupEntries, string>>;

export interface SetupForm {
  /** Undefined until the server said. */
  isOpen: boolean | undefined;
  entries: SetupEntries;
  set: (change: Partial<SetupEntries>) => void;
  check: PasswordCheck;
  errors: SetupErrors;
  failure: unknown;
  isBusy: boolean;
  submit: () => Promise<void>;
}

/** Makes the first organisation and its administrator, and signs them in. */
export function useSetup(token: string, onDone: () => void): SetupForm {
  const { t } = useTranslation('identity');
  const { api, store } = useIdentity();
  const [isOpen, setOpen] = useState<boolean>();
  const [entries, setEntries] = useState<SetupEntries>({ tenantName: '', displayName: '', email: '', password: '' });
  const [errors, setErrors] = useState<SetupErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const check = checkPassword(entries.password, entries);

  useEffect(() => {
    const asking = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        setOpen(await api.isSetupOpen(asking.signal));
      } catch (cause) {
        if (!asking.signal.aborted) setFailure(cause);
      }
    };
    void ask();
    return () => asking.abort();
  }, [api]);

  const ruleError = (finding: ReturnType<typeof findingOf>): SetupErrors =>
    finding === undefined ? {} : { password: t(`password.rules.${finding}`, { count: ruleCount(finding) }) };
  const findErrors = (): SetupErrors => {
    const { email, ...others } = setupRequestSchema.shape;
    return {
      ...(others.tenantName.safeParse(entries.tenantName).success ? {} : { tenantName: t('setup.missing') }),
      ...(others.displayName.safeParse(entries.displayName).success ? {} : { displayName: t('setup.missing') }),
      ...(email.safeParse(entries.email).success ? {} : { email: t('setup.notAnEmail') }),
      ...ruleError(check.findings[0]),
    };
  };
  const submit = async (): Promise<void> => {
    if (isBusy) return;
    const found = findErrors();
    setErrors(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await api.setUp({ token, ...entries });
      await store.signIn(entries.email, entries.password);
      onDone();
    } catch (cause) {
      const finding = cause instanceof ApiFailure ? findingOf(cause.fields['password']) : undefined;
      if (finding === undefined) setFailure(cause);
      else setErrors(ruleError(finding));
    } finally {
      setBusy(false);
    }
  };
  const set = (change: Partial<SetupEntries>): void => {
    setEntries({ ...entries, ...change });
    setErrors({});
  };
  return { isOpen, entries, set, check, errors, failure, isBusy, submit };
}
