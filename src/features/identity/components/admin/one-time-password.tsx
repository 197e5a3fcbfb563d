import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { CopyField } from '../../../../ui/field/copy-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';

/** A one-time password to hand over. */
export interface HandOver {
  name: string;
  oneTimePassword: string;
}

/** Shows the password once. It is nowhere else: closing the dialog forgets it. */
export function OneTimePasswordDialog({ handOver, onClose }: { handOver: HandOver; onClose: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      title={t('oneTime.title')}
      onClose={onClose}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <p className="text-body text-pretty text-n11">{t('oneTime.text', { name: handOver.name })}</p>
      <CopyField label={t('oneTime.label')} value={handOver.oneTimePassword} />
    </Dialog>
  );
}
