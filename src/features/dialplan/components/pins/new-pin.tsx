import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { createPinSchema } from '../../../../../protocol/dialplan/things-api.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { useThingsApi } from '../use-things-api.ts';

/** Makes a PIN without leaving the plan. */
export function NewPin({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button size="dense" icon={KeyRound} onClick={() => setOpen(true)}>
        {t('pin.new')}
      </Button>
      {isOpen && (
        <PinDialog
          onClose={() => setOpen(false)}
          onMade={(id) => {
            setOpen(false);
            onMade(id);
          }}
        />
      )}
    </div>
  );
}

function PinDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const api = useThingsApi();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm({ resolver: zodResolver(createPinSchema), defaultValues: { name: '', pin: '' } });
  const { errors, isSubmitting } = form.formState;
  const create = async (fields: { name: string; pin: string }): Promise<void> => {
    setFailure(undefined);
    try {
      const { id } = await api.createPin(fields);
      await queries.invalidateQueries({ queryKey: ['plan-world'] });
      onMade(id);
    } catch (cause) {
      if (cause instanceof ApiFailure && cause.fields['name'] === 'taken')
        form.setError('name', { type: 'server', message: t('pin.taken') });
      else setFailure(cause);
    }
  };
  const serverWord = errors.name?.type === 'server' ? errors.name.message : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.handleSubmit(create)();
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={t('pin.new')}
      onClose={onClose}
      isBusy={isSubmitting}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form="new-pin" isBusy={isSubmitting}>
            {t('saveAction')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <FailureNotice failure={failure} />}
      <form id="new-pin" onSubmit={submit} noValidate autoComplete="off" className="flex flex-col gap-4">
        <TextField
          label={t('list.name')}
          placeholder={t('pin.example')}
          {...form.register('name')}
          error={errors.name === undefined ? undefined : (serverWord ?? t('new.nameMissing'))}
        />
        <TextField
          label={t('pin.digits')}
          inputMode="numeric"
          autoComplete="off"
          hint={t('pin.digitsHint')}
          {...form.register('pin')}
          error={errors.pin === undefined ? undefined : t('pin.digitsWrong')}
        />
      </form>
    </Dialog>
  );
}
