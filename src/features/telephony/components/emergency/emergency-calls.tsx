import { useEffect } from 'react';
import { useStore } from 'zustand';
import { ErrorBoundary } from '../../../../ui/feedback/error-boundary.tsx';
import { useTelephony } from '../telephony-context.ts';
import { AskDialog } from './ask-dialog.tsx';
import { FailedDialog } from './failed-dialog.tsx';

/** On every page: the address before an emergency call goes out, and what to do when it did not go through. */
export function EmergencyCalls() {
  const { emergency } = useTelephony();
  const { asked, failed } = useStore(emergency.view);
  return (
    <>
      {asked !== undefined && (
        // Whatever breaks while the dialog is drawn: the call goes out.
        <ErrorBoundary key={asked} fallback={callAnyway}>
          <AskDialog number={asked} />
        </ErrorBoundary>
      )}
      {failed !== undefined && asked === undefined && <FailedDialog failed={failed} />}
    </>
  );
}

const callAnyway = () => <CallAnyway />;

function CallAnyway() {
  const { emergency } = useTelephony();
  useEffect(() => emergency.confirm(undefined), [emergency]);
  return null;
}
