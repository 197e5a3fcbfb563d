import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedBox } from '../../../../../protocol/telephony/shared-boxes.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import type { SharedBoxesApi } from '../../state/shared-boxes-api.ts';
import { BoxGreetings } from '../greetings/box-greetings.tsx';

export interface SharedBoxGreetingsProps {
  /** As it was listed. */
  first: SharedBox;
  api: SharedBoxesApi;
  onClose: () => void;
}

/** What callers of a shared box hear; every change is in force at once. */
export function SharedBoxGreetings({ first, api, onClose }: SharedBoxGreetingsProps) {
  const { t } = useTranslation('groups');
  const [box, setBox] = useState(first);
  const reload = async (): Promise<void> => {
    const { items } = await api.list();
    setBox((current) => items.find(({ id }) => id === current.id) ?? current);
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('boxes.greetingsOf', { name: box.name })}
      onClose={onClose}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('boxes.close')}
        </Button>
      }
    >
      <BoxGreetings box={box} onChanged={() => reload().catch(() => undefined)} />
    </Dialog>
  );
}
