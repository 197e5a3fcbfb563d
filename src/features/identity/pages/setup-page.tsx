import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { PasswordField } from '../../../ui/field/password-field.tsx';
import { TextField } from '../../../ui/field/text-field.tsx';
import { FrontCard } from '../components/front-card.tsx';
import { PasswordRules } from '../components/password-rules.tsx';
import { useSetup, type SetupForm } from '../components/use-setup.ts';

export interface SetupPageProps {
  /** From the link that the server printed. */
  token: string;
  onDone: () => void;
  onSignIn: () => void;
}

/** `/setup`: the first organisation and its administrator. */
export function SetupPage({ token, onDone, onSignIn }: SetupPageProps) {
  const { t } = useTranslation('identity');
  const form = useSetup(token, onDone);
  if (form.isOpen === false) {
    return (
      <FrontCard title={t('setup.closed')} text={t('setup.closedText')}>
        <Button tone="primary" size="touch" onClick={onSignIn}>
          {t('setup.toSignIn')}
        </Button>
      </FrontCard>
    );
  }
  return (
    <FrontCard title={t('setup.title')} text={t('setup.text')}>
      <SetupFailure failure={form.failure} />
      {form.isOpen === undefined ? form.failure === undefined && <SkeletonRows count={4} /> : <SetupFields form={form} />}
    </FrontCard>
  );
}

function SetupFailure({ failure }: { failure: unknown }) {
  const { t } = useTranslation('identity');
  const toProblem = useProblem();
  if (failure === undefined) return null;
  const isBadToken = failure instanceof ApiFailure && (failure.fields['token'] !== undefined || failure.code === 'not-found');
  const { title, advice } = toProblem(failure);
  return <Notice tone="error">{isBadToken ? t('setup.badToken') : `${title} ${advice}`}</Notice>;
}

function SetupFields({ form }: { form: SetupForm }) {
  const { t } = useTranslation('identity');
  const { entries, set, errors } = form;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label={t('setup.tenantName')}
        autoComplete="organization"
        value={entries.tenantName}
        onChange={(event) => set({ tenantName: event.target.value })}
        error={errors.tenantName}
      />
      <TextField
        label={t('setup.displayName')}
        autoComplete="name"
        value={entries.displayName}
        onChange={(event) => set({ displayName: event.target.value })}
        error={errors.displayName}
      />
      <TextField
        label={t('setup.email')}
        type="email"
        autoComplete="username"
        value={entries.email}
        onChange={(event) => set({ email: event.target.value })}
        error={errors.email}
      />
      <PasswordField
        label={t('setup.password')}
        autoComplete="new-password"
        value={entries.password}
        onChange={(event) => set({ password: event.target.value })}
        error={errors.password}
        hint={<PasswordRules check={form.check} isEmpty={entries.password === ''} />}
      />
      <Button type="submit" tone="primary" size="touch" isBusy={form.isBusy}>
        {t('setup.submit')}
      </Button>
    </form>
  );
}
