import { Check, Copy } from 'lucide-react';
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
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(handOver.oneTimePassword).then(
      () => setCopied(true),
      // Without the clipboard right the field is there to be selected by hand.
      () => setCopied(false),
    );
  };
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      title={t('oneTime.title')}
      onClose={onClose}
      footer={
        <>
          <Button icon={isCopied ? Check : Copy} onClick={copy}>
            {isCopied ? t('copied') : t('copy')}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {t('done')}
          </Button>
        </>
      }
    >
      <p className="text-body text-pretty text-n11">{t('oneTime.text', { name: handOver.name })}</p>
      <TextField
        label={t('oneTime.label')}
        readOnly
        value={handOver.oneTimePassword}
        onFocus={(event) => event.target.select()}
        className="font-mono"
      />
    </Dialog>
  );
}
