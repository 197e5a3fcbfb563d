import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../../protocol/telephony/phone.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { SuggestField } from '../../../../ui/field/suggest-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { useSupportApi } from '../use-support-api.ts';
import { TakenNotice } from './taken-notice.tsx';

export interface GiveDialogProps {
  readonly sessionId: string;
  /** Whose it is still to be, where others may be faster. */
  readonly from?: string | undefined;
  readonly onGiven: () => void;
  readonly onClose: () => void;
}

const maxShown = 8;

/** Gives a session to a colleague. */
export function GiveDialog({ sessionId, from, onGiven, onClose }: GiveDialogProps) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Person>();
  const people = useQuery({
    queryKey: ['support-colleagues', text],
    queryFn: ({ signal }) => api.colleagues(text, signal),
    placeholderData: keepPreviousData,
  });
  const give = useMutation({
    mutationFn: ({ userId }: Person) => api.assign(sessionId, { userId, from }),
    onSuccess: ({ ownerName }) => {
      toasts.show({ tone: 'success', text: t('give.given', { name: ownerName }) });
      onGiven();
    },
  });
  const pick = (person: Person): void => {
    setChosen(person);
    setText(person.displayName);
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={t('give.title')}
      onClose={onClose}
      isBusy={give.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={give.isPending} disabled={!chosen} onClick={() => chosen && give.mutate(chosen)}>
            {t('give.action')}
          </Button>
        </>
      }
    >
      <TakenNotice failure={give.error ?? people.error} />
      <p className="text-dense text-n11">{t('give.text')}</p>
      <SuggestField
        label={t('give.who')}
        value={text}
        onValueChange={(value) => {
          setText(value);
          setChosen(undefined);
        }}
        items={(people.data ?? []).slice(0, maxShown)}
        keyOf={({ userId }) => userId}
        renderItem={({ displayName, extensions }) => `${displayName} ${extensions.join(', ')}`.trim()}
        onPick={pick}
        onSubmit={() => chosen && give.mutate(chosen)}
      />
    </Dialog>
  );
}
