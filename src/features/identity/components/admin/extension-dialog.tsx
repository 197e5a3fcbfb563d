import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { extensionNumberSchema, type AdminExtension } from '../../../../../protocol/identity/admin.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import { PersonField } from './person-field.tsx';
import { useAdminApi } from './use-admin-api.ts';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';

const extensionFormSchema = z.object({
  number: extensionNumberSchema,
  label: z.string().trim().max(120),
  /** Empty: the default PBX. */
  pbxId: z.string(),
  userId: z.string().nullable(),
  userName: z.string(),
});
type ExtensionFields = z.infer<typeof extensionFormSchema>;

function fieldsOf(extension: AdminExtension | undefined): ExtensionFields {
  return {
    number: extension?.number ?? '',
    label: extension?.label ?? '',
    pbxId: extension?.pbxId ?? '',
    userId: extension?.userId ?? null,
    userName: extension?.userName ?? '',
  };
}

export interface ExtensionDialogProps {
  extension: AdminExtension | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds or edits an extension. */
export function ExtensionDialog({ extension, onClose, onSaved }: ExtensionDialogProps) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const pbxs = useQuery({ queryKey: ['admin-pbxs'], queryFn: ({ signal }) => api.pbxs(signal) });
  const entityForm = useEntityForm<ExtensionFields, AdminExtension>({
    schema: extensionFormSchema,
    entity: extension,
    fieldsOf,
    names: ['number', 'label', 'pbxId', 'userId'],
    reload: (current) => api.extension(current.id),
    onSaved,
    save: async ({ number, label, pbxId, userId }, current) => {
      if (current === undefined) await api.createExtension({ number, label, userId, ...(pbxId === '' ? {} : { pbxId }) });
      else await api.updateExtension(current.id, { number, label, userId, version: current.version });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register, setValue, watch } = entityForm.form;
  return (
    <EntityDialog
      title={extension === undefined ? t('extensions.new') : t('extensions.edit')}
      isNew={extension === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField label={t('extensions.number')} inputMode="numeric" autoComplete="off" {...register('number')} error={errorOf('number')} />
      {extension === undefined && (pbxs.data?.items.length ?? 0) > 1 ? (
        <Select
          label={t('extensions.pbx')}
          options={(pbxs.data?.items ?? []).map((pbx) => ({ value: pbx.id, label: pbx.name }))}
          {...register('pbxId')}
          error={errorOf('pbxId')}
        />
      ) : (
        <TextField label={t('extensions.pbx')} value={extension?.pbxName ?? pbxs.data?.items[0]?.name ?? ''} readOnly disabled />
      )}
      <PersonField
        label={t('extensions.person')}
        hint={t('extensions.personHint')}
        placeholder={t('extensions.nobody')}
        name={watch('userName')}
        error={errorOf('userId')}
        onChange={(person) => {
          setValue('userId', person.userId, { shouldDirty: true });
          setValue('userName', person.name, { shouldDirty: true });
        }}
      />
      <TextField
        label={t('extensions.label')}
        hint={t('extensions.labelHint')}
        isRequired={false}
        {...register('label')}
        error={errorOf('label')}
      />
    </EntityDialog>
  );
}
