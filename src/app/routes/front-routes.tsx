import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { safeNext } from './guards.ts';

const SignInPage = lazy(() => import('../../features/identity/pages/sign-in-page.tsx').then((module) => ({ default: module.SignInPage })));
const OwnPasswordPage = lazy(() =>
  import('../../features/identity/pages/own-password-page.tsx').then((module) => ({ default: module.OwnPasswordPage })),
);

function useGoOn(): () => void {
  const router = useRouter();
  const search: { next?: unknown } = useSearch({ strict: false });
  return () => router.history.replace(safeNext(search.next));
}

/** `/login` */
export function Login() {
  return <SignInPage onSignedIn={useGoOn()} />;
}

/** `/password`: a password given by somebody else must be replaced before anything else. */
export function ForcedPassword() {
  const goOn = useGoOn();
  return <OwnPasswordPage isForced onDone={goOn} />;
}

/** `/account/password` */
export function AccountPassword() {
  const navigate = useNavigate();
  return <OwnPasswordPage isForced={false} onDone={() => void navigate({ to: '/phone' })} />;
}
