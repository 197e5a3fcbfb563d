import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { useSession } from '../live-session-context.tsx';

/** For a customer whose tab is lost. What goes with their former page is said before it does. */
export function InviteAgain() {
  const { t } = useTranslation('support');
  const session = useSession();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button tone="primary" size="dense" icon={UserPlus} onClick={() => setAsked(true)}>
        {t('invite.again')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('invite.againTitle')}
        action={t('invite.again')}
        isDangerous
        onConfirm={() => {
          setAsked(false);
          void session.inviteAgain(t('invite.againLine'));
        }}
        onClose={() => setAsked(false)}
      >
        {t('invite.againText')}
      </ConfirmDialog>
    </>
  );
}
