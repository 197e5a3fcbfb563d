import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealingBrowser } from '../../../../../protocol/media/sealing.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Switch } from '../../../../ui/field/switch.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import type { SealingState } from '../../state/sealing/sealing-desk.ts';
import { Comparison } from './comparison.tsx';
import { useSealing, useSealingChange } from './sealing-context.tsx';
import { SealingFailure } from './sealing-failure.tsx';

interface ApproveDialogProps {
  readonly browser: SealingBrowser;
  readonly state: SealingState & { kind: 'approved' };
  readonly onClose: () => void;
}

/** Lets a browser open after two people have compared a number. */
export function ApproveDialog({ browser, state, onClose }: ApproveDialogProps) {
  const { t } = useTranslation('sealing');
  const { t: ui } = useTranslation('ui');
  const { desk } = useSealing();
  const change = useSealingChange();
  const [isManager, setManager] = useState(false);
  const number = useQuery({
    queryKey: ['sealing-number', state.keys.rootPublicKey, browser.publicKey],
    queryFn: () => desk.numberOf(browser, state),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const approve = async (): Promise<void> => {
    if (!(await change.run(() => desk.approve(browser, isManager)))) return;
    toasts.show({ tone: 'success', text: t('approve.done') });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t('approve.title', { name: browser.name })}
      onClose={onClose}
      isBusy={change.isBusy}
      footer={
        <>
          <Button onClick={onClose} disabled={change.isBusy}>
            {ui('cancel')}
          </Button>
          <Button tone="primary" isBusy={change.isBusy} disabled={number.data === undefined} onClick={() => void approve()}>
            {t('approve.action')}
          </Button>
        </>
      }
    >
      <p className="text-body text-n11">{t('approve.text', { person: browser.userName ?? t('browsers.gone') })}</p>
      {number.data === undefined ? <SkeletonRows count={2} /> : <Comparison label={t('approve.number')} number={number.data} />}
      <Switch label={t('approve.manager')} hint={t('approve.managerHint')} isOn={isManager} onChange={setManager} />
      <SealingFailure failure={change.failure} />
    </Dialog>
  );
}
