import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { toasts } from '../../../ui/feedback/toast-store.ts';
import { PasswordField } from '../../../ui/field/password-field.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { FrontCard } from '../components/front-card.tsx';
import { PasswordRules } from '../components/password-rules.tsx';
import { useMe } from '../components/session-context.tsx';
import { usePasswordChange, type PasswordChange } from '../components/use-password-change.ts';

/** Changing one's own password: in the account, or forced before anything else. */
export function OwnPasswordPage({ isForced, onDone }: { isForced: boolean; onDone: () => void }) {
  const { t } = useTranslation('identity');
  const change = usePasswordChange(() => {
    toasts.show({ tone: 'success', text: t('password.done') });
    onDone();
  });
  if (isForced) {
    return (
      <FrontCard title={t('password.forcedTitle')} text={t('password.forcedText')}>
        <PasswordForm change={change} />
      </FrontCard>
    );
  }
  return (
    <div className="mx-auto max-w-120 px-4 py-6">
      <PageHeader title={t('password.title')} />
      <section className="card p-5">
        <PasswordForm change={change} />
      </section>
    </div>
  );
}

function PasswordForm({ change }: { change: PasswordChange }) {
  const { t } = useTranslation('identity');
  const toProblem = useProblem();
  const me = useMe();
  const { entries, set, errors } = change;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void change.submit();
  };
  const problem = change.failure === undefined ? undefined : toProblem(change.failure);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem !== undefined && (
        <Notice tone="error">
          <strong className="font-semibold">{problem.title}</strong> {problem.advice}
        </Notice>
      )}
      {/* Password managers tie the new password to the account by this field. */}
      <input type="text" name="username" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
      <PasswordField
        label={t('password.current')}
        name="current"
        autoComplete="current-password"
        value={entries.current}
        onChange={(event) => set({ current: event.target.value })}
        error={errors.current}
      />
      <PasswordField
        label={t('password.next')}
        name="next"
        autoComplete="new-password"
        value={entries.next}
        onChange={(event) => set({ next: event.target.value })}
        error={errors.next}
        hint={<PasswordRules check={change.check} isEmpty={entries.next === ''} />}
      />
      <PasswordField
        label={t('password.repeat')}
        name="repeat"
        autoComplete="new-password"
        value={entries.repeat}
        onChange={(event) => set({ repeat: event.target.value })}
        error={errors.repeat}
      />
      <Button type="submit" tone="primary" size="touch" isBusy={change.isBusy}>
        {t('password.submit')}
      </Button>
    </form>
  );
}
