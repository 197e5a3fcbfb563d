import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { DetailDialog } from '../list/detail-dialog.tsx';

/** The way to what is known of the session that this one goes on from: its notes, too. */
export function FormerSession({ id }: { readonly id: string }) {
  const { t } = useTranslation('supportDesk');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="dense" tone="quiet" className="self-start" onClick={() => setOpen(true)}>
        {t('again.former')}
      </Button>
      {isOpen && <DetailDialog sessionId={id} onClose={() => setOpen(false)} />}
    </>
  );
}
