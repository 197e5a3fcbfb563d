import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../../../../protocol/identity/admin.ts';
import { useAdminApi } from './use-admin-api.ts';

/** The tenant's sites, for showing and choosing them by name. */
export function useSites(): readonly Site[] | undefined {
  const api = useAdminApi();
  return useQuery({ queryKey: ['admin-sites'], queryFn: ({ signal }) => api.sites(signal) }).data?.items;
}

/** What a person's site can be; the empty value stands for the default one. `current` is choosable while the list loads. */
export function useSiteOptions(current: string): readonly { value: string; label: string }[] {
  const { t } = useTranslation('admin');
  const sites = useSites();
  const standard = sites?.find((site) => site.isDefault);
  const unset = {
    value: '',
    label: standard === undefined ? t('users.siteDefaultUnnamed') : t('users.siteDefault', { name: standard.name }),
  };
  if (sites === undefined) return current === '' ? [unset] : [unset, { value: current, label: '…' }];
  return [unset, ...sites.map((site) => ({ value: site.id, label: site.name }))];
}
