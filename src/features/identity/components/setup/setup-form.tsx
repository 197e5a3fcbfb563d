import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../../ui/field/password-field.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { checkPassword, ruleCount } from '../../state/password-check.ts';
import type { SetupEntries } from '../../state/setup-check.ts';
import { PasswordRules } from '../password-rules.tsx';
import type { Setup } from './use-setup.ts';

const EMPTY: SetupEntries = { tenantName: '', displayName: '', email: '', password: '' };

/** Names the organisation and its first admin. */
export function SetupForm({ setup }: { setup: Setup }) {
  const { t } = useTranslation(['setup', 'identity']);
  const [entries, setEntries] = useState(EMPTY);
  const { findings } = setup;
  const fieldOf = (name: Exclude<keyof SetupEntries, 'password'>) => ({
    label: t(`setup:${name}`),
    name,
    value: entries[name],
    maxLength: name === 'email' ? 254 : 120,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
    error: findings.fields.includes(name) ? t(`setup:invalid.${name}`) : undefined,
  });
  const set = (change: Partial<SetupEntries>): void => {
    setEntries({ ...entries, ...change });
    setup.handleEdited();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void setup.submit(entries);
  };
  const broken = findings.password;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <SetupFailure failure={setup.failure} />
      <TextField {...fieldOf('tenantName')} hint={t('setup:tenantNameHint')} autoComplete="organization" />
      <TextField {...fieldOf('displayName')} autoComplete="name" />
      <TextField
        {...fieldOf('email')}
        hint={t('setup:emailHint')}
        type="email"
        inputMode="email"
        autoCapitalize="none"
        autoComplete="username"
      />
      <PasswordField
        label={t('setup:password')}
        name="password"
        autoComplete="new-password"
        value={entries.password}
        onChange={(event) => set({ password: event.target.value })}
        error={broken === undefined ? undefined : t(`identity:password.rules.${broken}`, { count: ruleCount(broken) })}
        hint={<PasswordRules check={checkPassword(entries.password, entries)} isEmpty={entries.password === ''} />}
      />
      <Button type="submit" tone="primary" size="touch" isBusy={setup.isBusy}>
        {t('setup:submit')}
      </Button>
    </form>
  );
}

function SetupFailure({ failure }: { failure: unknown }) {
  const toProblem = useProblem();
  if (failure === undefined) return null;
  const { title, advice } = toProblem(failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}
