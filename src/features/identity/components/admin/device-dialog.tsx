import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { createDeviceSchema, type createdDeviceSchema } from '../../../../../protocol/identity/admin.ts';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { allowsMd5 } from '../../state/device-list.ts';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import { Md5Choice } from './md5-choice.tsx';
import { PersonField } from './person-field.tsx';
import { useAdminApi } from './use-admin-api.ts';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';

/** A new phone with what is typed into it; the password is nowhere else. */
export type CreatedDevice = z.infer<typeof createdDeviceSchema>;

const deviceFormSchema = z.object({
  name: createDeviceSchema.shape.label,
  userId: createDeviceSchema.shape.userId,
  userName: z.string(),
  /** Null: the default PBX. */
  pbxId: z.string().nullable(),
  /** Null while nobody chose. */
  allowMd5: z.boolean().nullable(),
});
type DeviceFields = z.infer<typeof deviceFormSchema>;

/** Adds a SIP phone. It belongs to the PBX of its person's first extension, else to the default one. */
export function DeviceDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (created: CreatedDevice) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const pbxs = useQuery({ queryKey: ['admin-pbxs'], queryFn: ({ signal }) => api.pbxs(signal) });
  const pbxOf = (pbxId: string | null) => pbxs.data?.items.find(({ id }) => id === pbxId) ?? pbxs.data?.items[0];
  const entityForm = useEntityForm<DeviceFields, never>({
    schema: deviceFormSchema,
    entity: undefined,
    fieldsOf: () => ({ name: '', userId: '', userName: '', pbxId: null, allowMd5: null }),
    names: ['userId'],
    reload: (entity) => Promise.resolve(entity),
    onSaved: () => undefined,
    save: async ({ name, userId, pbxId, allowMd5 }) => {
      const policy = pbxOf(pbxId)?.digestPolicy ?? 'sha-256';
      onCreated(await api.createDevice({ label: name, userId, allowMd5: allowsMd5(policy, allowMd5) }));
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register, setValue, watch } = entityForm.form;
  const pbx = pbxOf(watch('pbxId'));
  return (
    <EntityDialog title={t('devices.new')} isNew entityForm={entityForm} onClose={onClose}>
      <PersonField
        label={t('devices.person')}
        hint={t('devices.personHint')}
        placeholder={t('devices.personPlaceholder')}
        name={watch('userName')}
        error={errorOf('userId')}
        onChange={(person) => {
          setValue('userId', person.userId ?? '', { shouldDirty: true, shouldValidate: person.userId !== null });
          setValue('userName', person.name, { shouldDirty: true });
          setValue('pbxId', person.pbxId);
        }}
      />
      <TextField
        label={t('devices.name')}
        hint={t('devices.nameHint')}
        autoComplete="off"
        maxLength={120}
        {...register('name')}
        error={errorOf('name')}
      />
      {pbx !== undefined && (
        <div className="sm:col-span-2">
          <Md5Choice
            pbx={pbx}
            isAllowed={allowsMd5(pbx.digestPolicy, watch('allowMd5'))}
            onChange={(isAllowed) => setValue('allowMd5', isAllowed, { shouldDirty: true })}
          />
        </div>
      )}
    </EntityDialog>
  );
}
