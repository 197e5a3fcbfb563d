import { useMutation } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { useMissingNeeds } from '../use-missing-needs.ts';
import { useSupportApi } from '../use-support-api.ts';

/** Opens a session that goes on from another one. */
export type OpenAgain = (id: string, formerId: string) => void;

export interface StartAgainProps {
  readonly former: Pick<SessionSummary, 'id' | 'kind' | 'customerName'>;
  readonly onAgain: OpenAgain;
}

/** Begins a new session with whoever was the customer of one that is over. Nothing where nobody is known by name. */
export function StartAgain(props: StartAgainProps) {
  return props.former.customerName === '' ? null : <AgainButton {...props} />;
}

function AgainButton({ former, onAgain }: StartAgainProps) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const { id: formerId, kind, customerName } = former;
  const again = useMutation({ mutationFn: () => api.create(kind, customerName), onSuccess: ({ id }) => onAgain(id, formerId) });
  const missing = useMissingNeeds();
  if (missing === undefined || missing.length > 0) return null;
  return (
    <>
      <FailureNotice failure={again.error} />
      <Button icon={RotateCcw} className="self-start" isBusy={again.isPending} onClick={() => again.mutate()}>
        {t('again.action', { name: customerName })}
      </Button>
    </>
  );
}
