import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { AdminNumber } from '../../../../../../protocol/identity/numbers.ts';
import { Notice } from '../../../../../ui/feedback/notice.tsx';
import { Select } from '../../../../../ui/field/select.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { EntityDialog } from '../../../../../platform/lists/entity-dialog.tsx';
import { PersonField } from '../person-field.tsx';
import { useAdminApi } from '../use-admin-api.ts';
import { useEntityForm } from '../../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../../platform/lists/use-field-error.ts';
import { useSites } from '../use-site-options.ts';

const numberFormSchema = z.object({
  number: z.string().trim().min(1).max(40),
  /** Empty: one number. */
  last: z.string().trim().max(40),
  label: z.string().trim().max(120),
  /** Empty: the default site for a new one, none for one that exists. */
  siteId: z.string(),
  userId: z.string().nullable(),
  userName: z.string(),
});
type NumberFields = z.infer<typeof numberFormSchema>;

function fieldsOf(number: AdminNumber | undefined): NumberFields {
  const person = number?.assignment.kind === 'user' ? number.assignment : undefined;
  return {
    number: number?.formatted ?? '',
    last: '',
    label: number?.label ?? '',
    siteId: number?.siteId ?? '',
    userId: person?.userId ?? null,
    userName: person?.userName ?? '',
  };
}

export interface NumberDialogProps {
  /** Undefined makes a new one, or a block. */
  number: AdminNumber | undefined;
  onClose: () => void;
  /** Stored; says how many are new. */
  onSaved: (added: number) => void;
}

/** Adds one number or a block, or edits one: label, site, and where it leads. */
export function NumberDialog({ number, onClose, onSaved }: NumberDialogProps) {
  const { t } = useTranslation('numbers');
  const api = useAdminApi();
  const sites = useSites() ?? [];
  const entityForm = useEntityForm<NumberFields, AdminNumber>({
    schema: numberFormSchema,
    entity: number,
    fieldsOf,
    names: ['number', 'last', 'label', 'siteId', 'userId'],
    reload: (current) => api.number(current.id),
    onSaved: () => undefined,
    save: async ({ number: typed, last, label, siteId, userId }, current) => {
      if (current === undefined) {
        const block = last === '' ? {} : { last };
        const made = await api.createNumbers({ number: typed, ...block, label, userId, ...(siteId === '' ? {} : { siteId }) });
        return onSaved(made.items.length);
      }
      const person = current.assignment.kind === 'plan' ? {} : { userId };
      await api.updateNumber(current.id, { version: current.version, label, siteId: siteId || null, ...person });
      return onSaved(0);
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register, setValue, watch } = entityForm.form;
  const plan = number?.assignment.kind === 'plan' ? number.assignment : undefined;
  const noSite = { value: '', label: number === undefined ? t('siteDefault') : t('siteNone') };
  return (
    <EntityDialog
      title={number === undefined ? t('new') : t('edit')}
      isNew={number === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField
        label={t('number')}
        {...(number === undefined ? { hint: t('numberHint') } : {})}
        type="tel"
        autoComplete="off"
        readOnly={number !== undefined}
        {...register('number')}
        error={errorOf('number')}
      />
      {number === undefined && (
        <TextField
          label={t('last')}
          hint={t('lastHint')}
          type="tel"
          autoComplete="off"
          isRequired={false}
          {...register('last')}
          error={errorOf('last')}
        />
      )}
      <TextField label={t('label')} hint={t('labelHint')} isRequired={false} {...register('label')} error={errorOf('label')} />
      <Select
        label={t('site')}
        options={[noSite, ...sites.map((site) => ({ value: site.id, label: site.name }))]}
        {...register('siteId')}
        error={errorOf('siteId')}
      />
      {plan === undefined ? (
        <PersonField
          label={t('person')}
          hint={t('personHint')}
          placeholder={t('nobody')}
          name={watch('userName')}
          error={errorOf('userId')}
          onChange={(person) => {
            setValue('userId', person.userId, { shouldDirty: true });
            setValue('userName', person.name, { shouldDirty: true });
          }}
        />
      ) : (
        <div className="sm:col-span-2">
          <Notice tone="info">
            <strong className="font-semibold">{t('plan', { name: plan.name ?? t('planUnnamed') })}</strong> {t('planHint')}
          </Notice>
        </div>
      )}
    </EntityDialog>
  );
}
