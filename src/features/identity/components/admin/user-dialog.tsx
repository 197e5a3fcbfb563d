import { useTranslation } from 'react-i18next';
import { useSiteOptions } from './use-site-options.ts';
import { z } from 'zod';
import { createUserSchema, extensionNumberSchema, loginNameSchema, type AdminUser } from '../../../../../protocol/identity/admin.ts';
import { canGrantRole } from '../../../../../protocol/identity/permissions.ts';
import { roles, roleSchema, type Role } from '../../../../../protocol/identity/role.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { useMe } from '../session-context.tsx';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import type { HandOver } from './one-time-password.tsx';
import { useAdminApi } from './use-admin-api.ts';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useRecordingPolicy } from '../../../../platform/lists/recording-policy.ts';
import { RecordingPolicyField } from '../../../../platform/lists/recording-policy-field.tsx';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';

// Form fields are always strings; an empty one stands for "not given".
const userFormSchema = z.object({
  displayName: createUserSchema.shape.displayName,
  email: createUserSchema.shape.email,
  role: roleSchema,
  language: z.enum(['', 'en', 'de']),
  /** Empty: the default site. */
  siteId: z.string(),
  loginName: z.union([z.literal(''), loginNameSchema]),
  extension: z.union([z.literal(''), extensionNumberSchema]),
});
type UserFields = z.infer<typeof userFormSchema>;

function fieldsOf(user: AdminUser | undefined): UserFields {
  return {
    displayName: user?.displayName ?? '',
    email: user?.email ?? '',
    role: user?.role ?? 'user',
    language: user?.language ?? '',
    siteId: user?.siteId ?? '',
    loginName: user?.loginName ?? '',
    extension: '',
  };
}

export interface UserDialogProps {
  /** Undefined makes a new one. */
  user: AdminUser | undefined;
  onClose: () => void;
  /** Stored. A new user comes with a one-time password. */
  onSaved: (handOver: HandOver | undefined) => void;
}

/** Adds or edits a user. */
export function UserDialog({ user, onClose, onSaved }: UserDialogProps) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const me = useMe();
  const siteOptions = useSiteOptions(user?.siteId ?? '');
  const recording = useRecordingPolicy('user', user?.id);
  const entityForm = useEntityForm<UserFields, AdminUser>({
    schema: userFormSchema,
    entity: user,
    fieldsOf,
    names: ['displayName', 'email', 'role', 'language', 'siteId', 'loginName', 'extension'],
    reload: (current) => api.user(current.id),
    onSaved: () => undefined,
    save: async (fields, current) => {
      const { displayName, email, role } = fields;
      const shared = { displayName, email, role, language: fields.language || null, siteId: fields.siteId || null };
      const loginName = fields.loginName === '' ? {} : { loginName: fields.loginName };
      if (current !== undefined) {
        await recording.save();
        await api.updateUser(current.id, { ...shared, ...loginName, version: current.version });
        return onSaved(undefined);
      }
      const extension = fields.extension === '' ? {} : { extension: fields.extension };
      const created = await api.createUser({ ...shared, ...loginName, ...extension });
      return onSaved({ name: created.user.displayName, oneTimePassword: created.oneTimePassword });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register } = entityForm.form;
  const grantable = roles.filter((role: Role) => role === user?.role || (me !== undefined && canGrantRole(me.role, role)));
  return (
    <EntityDialog
      title={user === undefined ? t('users.new') : t('users.edit')}
      isNew={user === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField label={t('users.name')} autoComplete="off" {...register('displayName')} error={errorOf('displayName')} />
      <TextField label={t('users.email')} type="email" autoComplete="off" {...register('email')} error={errorOf('email')} />
      <Select
        label={t('users.role')}
        options={grantable.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        {...register('role')}
        error={errorOf('role')}
      />
      <Select
        label={t('users.language')}
        options={[
          { value: '', label: t('languages.browser') },
          { value: 'en', label: t('languages.en') },
          { value: 'de', label: t('languages.de') },
        ]}
        {...register('language')}
        error={errorOf('language')}
      />
      <Select label={t('users.site')} hint={t('users.siteHint')} options={siteOptions} {...register('siteId')} error={errorOf('siteId')} />
      {user === undefined && (
        <TextField
          label={t('users.extension')}
          hint={t('users.extensionHint')}
          isRequired={false}
          inputMode="numeric"
          {...register('extension')}
          error={errorOf('extension')}
        />
      )}
      <TextField
        label={t('users.loginName')}
        hint={t('users.loginNameHint')}
        isRequired={user !== undefined}
        autoCapitalize="none"
        spellCheck={false}
        {...register('loginName')}
        error={errorOf('loginName')}
      />
      <RecordingPolicyField edit={recording} />
    </EntityDialog>
  );
}
