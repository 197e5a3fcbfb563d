import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { renamePlanSchema } from '../../../../../protocol/dialplan/api.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { usePlansApi } from '../use-plans-api.ts';

export interface RenamePlanDialogProps {
  plan: { id: string; name: string };
  onClose: () => void;
  onRenamed: (name: string) => void;
}

/** Gives a plan another name. */
export function RenamePlanDialog({ plan, onClose, onRenamed }: RenamePlanDialogProps) {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm({ resolver: zodResolver(renamePlanSchema), defaultValues: { name: plan.name } });
  const { errors, isSubmitting } = form.formState;
  const rename = async ({ name }: { name: string }): Promise<void> => {
    setFailure(undefined);
    try {
      await api.rename(plan.id, name);
      await queries.invalidateQueries({ queryKey: ['plans'] });
      onRenamed(name);
    } catch (cause) {
      if (cause instanceof ApiFailure && cause.fields['name'] === 'taken')
        form.setError('name', { type: 'server', message: t('new.taken') });
      else setFailure(cause);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.handleSubmit(rename)();
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={t('list.rename')}
      onClose={onClose}
      isBusy={isSubmitting}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form="rename-plan" isBusy={isSubmitting}>
            {t('saveAction')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <FailureNotice failure={failure} />}
      <form id="rename-plan" onSubmit={submit} noValidate>
        <TextField
          label={t('list.name')}
          {...form.register('name')}
          error={errors.name === undefined ? undefined : errors.name.type === 'server' ? t('new.taken') : t('new.nameMissing')}
        />
      </form>
    </Dialog>
  );
}
