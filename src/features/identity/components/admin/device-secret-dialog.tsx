import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { CopyField } from '../../../../ui/field/copy-field.tsx';
import { useCopy } from '../../../../ui/field/use-copy.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { hasSipPort } from '../../state/device-list.ts';
import type { CreatedDevice } from './device-dialog.tsx';

/** Shows once what is typed into a new phone. Closing the dialog forgets the password. */
export function DeviceSecretDialog({ created, onClose }: { created: CreatedDevice; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const { state, copy } = useCopy();
  const isReachable = hasSipPort(created.registrar);
  const lines = [
    { label: t('devices.username'), value: created.device.sipUsername },
    { label: t('devices.password'), value: created.sipPassword },
    { label: t('devices.realm'), value: created.realm },
    ...(isReachable ? [{ label: t('devices.registrar'), value: created.registrar }] : []),
  ];
  const copyAll = (): void => copy(lines.map(({ label, value }) => `${label}: ${value}`).join('\n'));
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      title={t('devices.secretTitle')}
      onClose={onClose}
      footer={
        <>
          {state !== 'refused' && (
            <Button icon={state === 'copied' ? Check : Copy} onClick={copyAll}>
              {state === 'copied' ? t('copied') : t('devices.copyAll')}
            </Button>
          )}
          <Button tone="primary" onClick={onClose}>
            {t('done')}
          </Button>
        </>
      }
    >
      <Notice tone="warning">{t('devices.secretOnce')}</Notice>
      <p className="text-body text-n11">{t('devices.secretText', { name: created.device.label })}</p>
      <div className="flex flex-col gap-3">
        {lines.map((line) => (
          <CopyField key={line.label} {...line} />
        ))}
      </div>
      {!isReachable && <Notice tone="error">{t('devices.noSipPort')}</Notice>}
    </Dialog>
  );
}
