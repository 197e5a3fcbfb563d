import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { PasswordField } from '../../../ui/field/password-field.tsx';
import { TextField } from '../../../ui/field/text-field.tsx';
import { FrontCard } from '../components/front-card.tsx';
import { useIdentity, useSessionState } from '../components/session-context.tsx';
import { useIsSetupOpen } from '../components/setup/use-is-setup-open.ts';
import { useSignIn } from '../components/use-sign-in.ts';

export interface SignInPageProps {
  /** Leads back to where the person was. */
  onSignedIn: () => void;
  /** What the email field starts with; may be empty. */
  email: string;
  /** The person has just made the first admin's account. */
  isJustSetUp: boolean;
}

/** `/login` */
export function SignInPage({ onSignedIn, email: knownEmail, isJustSetUp }: SignInPageProps) {
  const { t } = useTranslation('identity');
  const { store } = useIdentity();
  const session = useSessionState();
  const [email, setEmail] = useState(knownEmail);
  const [password, setPassword] = useState('');
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const isSetupOpen = useIsSetupOpen();
  const signIn = useSignIn(store, onSignedIn);

  useEffect(() => {
    // After a refusal the password is what one types again.
    if (signIn.refusal?.code === 'wrong-credentials') passwordInput.current?.select();
  }, [signIn.refusal]);

  useEffect(() => {
    // With the email filled in, the password is what is left to type.
    (knownEmail === '' ? emailInput : passwordInput).current?.focus();
  }, [knownEmail]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signIn.submit(email, password);
  };
  const reason = session.kind === 'signed-out' ? session.reason : undefined;
  return (
    <FrontCard title={t('signIn.title')} text={t('signIn.text')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {isSetupOpen && <Notice tone="info">{t('signIn.setupOpen')}</Notice>}
        {isJustSetUp && signIn.refusal === undefined && <Notice tone="success">{t('signIn.justSetUp')}</Notice>}
        {reason !== undefined && signIn.refusal === undefined && <Notice tone="info">{t(`signedOut.${reason}`)}</Notice>}
        {signIn.refusal !== undefined && (
          <Notice tone="error">
            <strong className="font-semibold">{signIn.refusal.title}</strong> {signIn.refusal.advice}
          </Notice>
        )}
        <TextField
          ref={emailInput}
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={signIn.missing.includes('email') ? t('signIn.emailMissing') : undefined}
        />
        <PasswordField
          ref={passwordInput}
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={signIn.missing.includes('password') ? t('signIn.passwordMissing') : undefined}
        />
        <Button type="submit" tone="primary" size="touch" isBusy={signIn.isBusy} disabled={signIn.waitSeconds > 0}>
          {t('signIn.submit')}
        </Button>
      </form>
    </FrontCard>
  );
}
