import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { useTelephony } from '../telephony-context.ts';

/** Gives a colleague a copy of a message. */
export function ForwardDialog({ message, name, onClose }: { message: VoicemailMessage; name: string; onClose: () => void }) {
  const { t } = useTranslation('voicemail');
  const { people, voicemailApi } = useTelephony();
  const problem = useProblem();
  const known = useStore(people.view, (view) => view.items);
  const [userId, setUserId] = useState(known[0]?.userId ?? '');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const isFull = failure instanceof ApiFailure && failure.fields['userId'] === 'box-full';
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      await voicemailApi.forward(message.id, userId);
      toasts.show({ tone: 'success', text: t('forwarded', { name: known.find((person) => person.userId === userId)?.displayName ?? '' }) });
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={t('forwardTitle', { name })}
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button tone="primary" isBusy={isBusy} disabled={userId === ''} onClick={() => void send()}>
            {t('forward')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <Notice tone="error">{isFull ? t('boxFull') : problem(failure).title}</Notice>}
      <Select
        label={t('forwardTo')}
        value={userId}
        options={known.map((person) => ({ value: person.userId, label: person.displayName }))}
        onValueChange={setUserId}
      />
    </Dialog>
  );
}
