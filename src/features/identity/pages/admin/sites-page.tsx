import { MapPin, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { siteFieldsSchema, type Site } from '../../../../../protocol/identity/admin.ts';
import { Switch } from '../../../../ui/field/switch.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import { foundAgain, SimplePage } from '../../../../platform/lists/simple-page.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';
import { useCan } from '../../components/session-context.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

type SiteFields = z.infer<typeof siteFieldsSchema>;

function fieldsOf(site: Site | undefined): SiteFields {
  return {
    name: site?.name ?? '',
    street: site?.street ?? '',
    postalCode: site?.postalCode ?? '',
    city: site?.city ?? '',
    country: site?.country ?? '',
    areaCode: site?.areaCode ?? '',
    trunkPrefix: site?.trunkPrefix ?? '',
    isDefault: site?.isDefault ?? false,
  };
}

/** What is known of the address, in one line. */
function addressOf(site: Site): string {
  return [site.street, `${site.postalCode} ${site.city}`.trim()].filter((part) => part !== '').join(', ');
}

/** `/admin/sites` */
export function SitesPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const mayUpdate = useCan('sites.update');
  const columns: readonly Column<Site>[] = [
    { id: 'name', title: t('sites.name'), isRowHeader: true, render: (site) => <span className="font-medium">{site.name}</span> },
    { id: 'address', title: t('sites.address'), render: (site) => addressOf(site) },
    { id: 'country', title: t('sites.country'), width: 'w-24', render: (site) => site.country },
    {
      id: 'default',
      title: t('sites.isDefault'),
      width: 'w-36',
      render: (site) =>
        site.isDefault && (
          <Badge tone="accent" icon={Star}>
            {t('sites.isDefault')}
          </Badge>
        ),
    },
  ];
  return (
    <SimplePage<Site>
      title={t('sites.title')}
      text={t('sites.text')}
      newLabel={t('sites.new')}
      empty={{ icon: MapPin, title: t('sites.emptyTitle'), text: t('sites.emptyText') }}
      queryName="admin-sites"
      load={api.sites}
      columns={columns}
      keyOf={(site) => site.id}
      mayUpdate={mayUpdate}
      search={search}
      onSearchChange={onSearchChange}
      renderDialog={(site, close, saved) => <SiteDialog site={site} onClose={close} onSaved={saved} />}
    />
  );
}

function SiteDialog({ site, onClose, onSaved }: { site: Site | undefined; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const entityForm = useEntityForm<SiteFields, Site>({
    schema: siteFieldsSchema,
    entity: site,
    fieldsOf,
    names: ['name', 'street', 'postalCode', 'city', 'country', 'areaCode', 'trunkPrefix', 'isDefault'],
    reload: async (current) => foundAgain((await api.sites()).items, current),
    onSaved,
    save: async (fields, current) => {
      if (current === undefined) await api.createSite(fields);
      else await api.updateSite(current.id, { ...fields, version: current.version });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register, setValue, watch } = entityForm.form;
  return (
    <EntityDialog
      title={site === undefined ? t('sites.new') : t('sites.edit')}
      isNew={site === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField label={t('sites.name')} {...register('name')} error={errorOf('name')} />
      <TextField label={t('sites.street')} {...register('street')} error={errorOf('street')} />
      <TextField label={t('sites.postalCode')} {...register('postalCode')} error={errorOf('postalCode')} />
      <TextField label={t('sites.city')} {...register('city')} error={errorOf('city')} />
      <TextField label={t('sites.country')} maxLength={2} {...register('country')} error={errorOf('country')} />
      <TextField label={t('sites.areaCode')} inputMode="numeric" isRequired={false} {...register('areaCode')} error={errorOf('areaCode')} />
      <TextField
        label={t('sites.trunkPrefix')}
        inputMode="numeric"
        isRequired={false}
        {...register('trunkPrefix')}
        error={errorOf('trunkPrefix')}
      />
      <div className="self-end pb-1">
        <Switch
          label={t('sites.default')}
          hint={errorOf('isDefault')}
          isOn={watch('isDefault')}
          onChange={(isOn) => setValue('isDefault', isOn, { shouldDirty: true })}
        />
      </div>
    </EntityDialog>
  );
}
