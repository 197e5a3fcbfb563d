import { zodResolver } from '@hookform/resolvers/zod';
import { File, ListTree } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { planNameSchema, planTemplates } from '../../../../../protocol/dialplan/api.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { usePlansApi } from '../use-plans-api.ts';

const newPlanSchema = z.object({ name: planNameSchema, template: z.enum(planTemplates) });
type NewPlan = z.infer<typeof newPlanSchema>;

const icons = { 'main-line': ListTree, empty: File };

/** Asks for the name of a new plan and what it begins with. */
export function NewPlanDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm<NewPlan, unknown, NewPlan>({
    resolver: zodResolver(newPlanSchema),
    defaultValues: { name: '', template: 'main-line' },
  });
  const { errors, isSubmitting } = form.formState;
  const create = async (fields: NewPlan): Promise<void> => {
    setFailure(undefined);
    try {
      onCreated((await api.create(fields)).id);
    } catch (cause) {
      if (cause instanceof ApiFailure && cause.fields['name'] === 'taken')
        form.setError('name', { type: 'server', message: t('new.taken') });
      else setFailure(cause);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.handleSubmit(create)();
  };
  return (
    <Dialog
      isOpen
      title={t('list.new')}
      onClose={onClose}
      isBusy={isSubmitting}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form="new-plan" isBusy={isSubmitting}>
            {t('new.create')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <FailureNotice failure={failure} />}
      <form id="new-plan" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t('list.name')}
          placeholder={t('new.example')}
          {...form.register('name')}
          error={errors.name === undefined ? undefined : errors.name.type === 'server' ? t('new.taken') : t('new.nameMissing')}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-dense font-medium">{t('new.template')}</legend>
          {(['main-line', 'empty'] as const).map((template) => {
            const Icon = icons[template];
            return (
              <label
                key={template}
                className="flex cursor-pointer items-start gap-3 rounded-card border border-n7 p-3 transition-colors hover:border-n8 has-checked:border-accent has-checked:bg-accent-soft"
              >
                <input type="radio" value={template} {...form.register('template')} className="mt-1 accent-accent" />
                <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-n11" />
                <span className="flex min-w-0 flex-col">
                  <span className="font-medium">{t(`new.templates.${template}.title`)}</span>
                  <span className="text-dense text-n11">{t(`new.templates.${template}.text`)}</span>
                </span>
              </label>
            );
          })}
        </fieldset>
      </form>
    </Dialog>
  );
}
