import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button/button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** What will happen and whether it can be undone. */
  children: ReactNode;
  /** The verb on the button: "Disable", not "OK". */
  action: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. What can be undone needs no question: use a toast with undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, action, isDangerous = false, isBusy = false, onConfirm, onClose } = props;
  const { t } = useTranslation('ui');
  return (
    <Dialog
      isOpen={isOpen}
      title={title}
      onClose={onClose}
      size="small"
      role="alertdialog"
      isBusy={isBusy}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button tone={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <div className="text-body text-pretty text-n11">{children}</div>
    </Dialog>
  );
}
