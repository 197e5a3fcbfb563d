import { lazy, Suspense } from 'react';
import { useLocation, useNavigate } from '../../platform/router/router-context.tsx';
import { Loading } from '../shell/loading.tsx';
import { safeNext } from './guards.ts';

const SignInPage = lazy(() => import('../../features/identity/pages/sign-in-page.tsx').then((module) => ({ default: module.SignInPage })));
const SetupPage = lazy(() =>
  import('../../features/identity/pages/setup/setup-page.tsx').then((module) => ({ default: module.SetupPage })),
);
const OwnPasswordPage = lazy(() =>
  import('../../features/identity/pages/own-password-page.tsx').then((module) => ({ default: module.OwnPasswordPage })),
);

/** Goes where the person was before they were led here; that address takes this page's place in the history. */
function useGoOn(): () => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return () => navigate(safeNext(new URLSearchParams(search).get('next')), { isReplacing: true });
}

/** `/login` */
export function Login() {
  const goOn = useGoOn();
  const params = new URLSearchParams(useLocation().search);
  return (
    <Suspense fallback={<Loading />}>
      <SignInPage onSignedIn={goOn} email={params.get('email') ?? ''} isJustSetUp={params.get('setup') === 'done'} />
    </Suspense>
  );
}

/** `/setup?token=…`: the first admin of an installation. The used link does not stay in the history. */
export function Setup() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const signIn = (email: string): void =>
    navigate(`/login?${new URLSearchParams({ setup: 'done', email }).toString()}`, { isReplacing: true });
  return (
    <Suspense fallback={<Loading />}>
      <SetupPage token={new URLSearchParams(search).get('token') ?? ''} onDone={signIn} />
    </Suspense>
  );
}

/** `/password`: a password given by somebody else must be replaced before anything else. */
export function ForcedPassword() {
  const goOn = useGoOn();
  return (
    <Suspense fallback={<Loading />}>
      <OwnPasswordPage isForced onDone={goOn} />
    </Suspense>
  );
}

/** `/account/password` */
export function AccountPassword() {
  const navigate = useNavigate();
  return <OwnPasswordPage isForced={false} onDone={() => navigate('/phone')} />;
}
