import { Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { digestPolicySchema, pbxFieldsSchema, type Pbx } from '../../../../../protocol/identity/admin.ts';
import type { z } from 'zod';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import { foundAgain, SimplePage } from '../../../../platform/lists/simple-page.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';
import { useCan } from '../../components/session-context.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

type PbxFields = z.infer<typeof pbxFieldsSchema>;
/** The form always names the policy, so it takes no default for it. */
const formSchema = pbxFieldsSchema.extend({ digestPolicy: digestPolicySchema });

/** `/admin/pbxs` */
export function PbxsPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const mayUpdate = useCan('pbxs.update');
  const columns: readonly Column<Pbx>[] = [
    { id: 'name', title: t('pbxs.name'), isRowHeader: true, render: (pbx) => <span className="font-medium">{pbx.name}</span> },
    { id: 'slug', title: t('pbxs.slug'), render: (pbx) => <span className="font-mono text-caption">{pbx.slug}</span> },
    { id: 'language', title: t('pbxs.language'), render: (pbx) => t(`languages.${pbx.language}`) },
    { id: 'country', title: t('pbxs.country'), width: 'w-28', render: (pbx) => pbx.country },
    { id: 'timeZone', title: t('pbxs.timeZone'), render: (pbx) => pbx.timeZone },
  ];
  return (
    <SimplePage<Pbx>
      title={t('pbxs.title')}
      text={t('pbxs.text')}
      newLabel={t('pbxs.new')}
      empty={{ icon: Building2, title: t('pbxs.emptyTitle'), text: t('pbxs.emptyText') }}
      queryName="admin-pbxs-list"
      load={api.pbxs}
      columns={columns}
      keyOf={(pbx) => pbx.id}
      mayUpdate={mayUpdate}
      search={search}
      onSearchChange={onSearchChange}
      renderDialog={(pbx, close, saved) => <PbxDialog pbx={pbx} onClose={close} onSaved={saved} />}
    />
  );
}

function PbxDialog({ pbx, onClose, onSaved }: { pbx: Pbx | undefined; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const entityForm = useEntityForm<PbxFields, Pbx>({
    schema: formSchema,
    entity: pbx,
    fieldsOf: (current) => ({
      name: current?.name ?? '',
      slug: current?.slug ?? '',
      language: current?.language ?? 'en',
      country: current?.country ?? '',
      timeZone: current?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      digestPolicy: current?.digestPolicy ?? 'sha-256',
    }),
    names: ['name', 'slug', 'language', 'country', 'timeZone', 'digestPolicy'],
    reload: async (current) => foundAgain((await api.pbxs()).items, current),
    onSaved,
    save: async (fields, current) => {
      if (current === undefined) await api.createPbx(fields);
      else await api.updatePbx(current.id, { ...fields, version: current.version });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register } = entityForm.form;
  return (
    <EntityDialog
      title={pbx === undefined ? t('pbxs.new') : t('pbxs.edit')}
      isNew={pbx === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField label={t('pbxs.name')} {...register('name')} error={errorOf('name')} />
      <TextField label={t('pbxs.slug')} hint={t('pbxs.slugHint')} autoCapitalize="none" {...register('slug')} error={errorOf('slug')} />
      <Select
        label={t('pbxs.language')}
        options={[
          { value: 'en', label: t('languages.en') },
          { value: 'de', label: t('languages.de') },
        ]}
        {...register('language')}
        error={errorOf('language')}
      />
      <TextField label={t('pbxs.country')} maxLength={2} {...register('country')} error={errorOf('country')} />
      <TextField label={t('pbxs.timeZone')} {...register('timeZone')} error={errorOf('timeZone')} />
      <Select
        label={t('pbxs.digestPolicy')}
        hint={t('pbxs.digestPolicyHint')}
        options={digestPolicySchema.options.map((policy) => ({ value: policy, label: t(`pbxs.digestPolicies.${policy}`) }))}
        {...register('digestPolicy')}
        error={errorOf('digestPolicy')}
      />
    </EntityDialog>
  );
}
