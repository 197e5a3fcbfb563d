import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { KeepingPart } from '../keeping/keeping-part.tsx';
import { KeptPart } from '../records/kept-part.tsx';
import { OutcomeField } from './outcome-field.tsx';
import { StartAgain, type OpenAgain } from './start-again.tsx';
import { SessionFacts } from './session-facts.tsx';
import { useSessionDetail } from './use-session-detail.ts';

export interface DetailDialogProps {
  readonly sessionId: string;
  /** Left out where nobody begins a session. */
  readonly onAgain?: OpenAgain;
  readonly onClose: () => void;
}

/** What is known of a session, its outcome, and what was kept of it. */
export function DetailDialog({ sessionId, onAgain, onClose }: DetailDialogProps) {
  const { t } = useTranslation('supportDesk');
  const detail = useSessionDetail(sessionId);
  return (
    <Dialog isOpen title={t('facts.title')} onClose={onClose} footer={<Button onClick={onClose}>{t('facts.close')}</Button>}>
      <FailureNotice failure={detail.error} />
      {detail.isPending && <SkeletonRows count={5} />}
      {detail.data && (
        <>
          <SessionFacts detail={detail.data} />
          <OutcomeField detail={detail.data} />
          {!detail.data.keeping.isGone && <KeptPart sessionId={sessionId} />}
          {detail.data.state === 'done' && onAgain && <StartAgain former={detail.data} onAgain={onAgain} />}
          {detail.data.state === 'done' && <KeepingPart sessionId={sessionId} />}
        </>
      )}
    </Dialog>
  );
}
