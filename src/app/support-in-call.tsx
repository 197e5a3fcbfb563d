import { lazy } from 'react';
import { useCan } from '../features/identity/index.ts';
import { useNavigate } from '../platform/router/router-context.tsx';
import { LatePart } from '../ui/overlay/late-part.tsx';

const CallSupport = lazy(() => import('../features/support/pages/call-support.tsx').then((module) => ({ default: module.CallSupport })));

/** Support for whoever is on the phone, for those who may give it. The call goes on while the console is shown. */
export function SupportInCall(call: { readonly name: string | undefined; readonly isCurrent: boolean }) {
  const mayServe = useCan('support.serve');
  const navigate = useNavigate();
  if (!mayServe) return null;
  return (
    <LatePart>
      <CallSupport {...call} onMade={(id) => navigate(`/support/${id}`)} />
    </LatePart>
  );
}
