import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { freshPartId } from '../../state/fresh-id.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { useSimulator } from '../simulate/simulator-context.ts';
import { useTests } from './use-tests.ts';

/** Keeps the simulated call as a test: publishing then refuses when it goes another way. */
export function SaveTestDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const { tests, store } = useTests();
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const test = name.trim() === '' ? undefined : simulator.asTest(freshPartId(), name.trim());
    if (test === undefined) return;
    setBusy(true);
    try {
      await store([...tests, test]);
      toasts.show({ tone: 'success', text: t('tests.saved', { name: test.name }) });
      onClose();
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={t('simulate.save')}
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form="save-test" isBusy={isBusy}>
            {t('saveAction')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <FailureNotice failure={failure} />}
      <form id="save-test" onSubmit={(event) => void save(event)}>
        <TextField
          label={t('list.name')}
          placeholder={t('tests.example')}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
