import { useTranslation } from 'react-i18next';
import type { SealingBrowser } from '../../../../../protocol/media/sealing.ts';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { useSealing, useSealingChange } from './sealing-context.tsx';
import { SealingFailure } from './sealing-failure.tsx';

/** Takes a browser out; the others get a new recording key. */
export function RemoveDialog({ browser, isThis, onClose }: { browser: SealingBrowser; isThis: boolean; onClose: () => void }) {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const change = useSealingChange();
  const remove = async (): Promise<void> => {
    if (!(await change.run(() => desk.remove(browser.id)))) return;
    toasts.show({ tone: 'success', text: t('remove.done') });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('remove.title', { name: browser.name })}
      action={t('remove.action')}
      isDangerous
      isBusy={change.isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t('remove.text')}</p>
      {isThis && <p className="pt-2">{t('remove.own')}</p>}
      <SealingFailure failure={change.failure} />
    </ConfirmDialog>
  );
}
