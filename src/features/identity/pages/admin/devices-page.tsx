import { useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, PhoneCall, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../../protocol/identity/admin.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { useShortcut } from '../../../../ui/shortcuts/use-shortcut.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import { DeleteDeviceDialog } from '../../components/admin/delete-device-dialog.tsx';
import { useDeviceColumns } from '../../components/admin/device-columns.tsx';
import { DeviceDialog, type CreatedDevice } from '../../components/admin/device-dialog.tsx';
import { DeviceSecretDialog } from '../../components/admin/device-secret-dialog.tsx';
import { RowMenu } from '../../../../platform/lists/row-menu.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { DEVICES_QUERY, useDeviceActions } from '../../components/admin/use-device-actions.ts';
import { useCan } from '../../components/session-context.tsx';
import { pageOfDevices } from '../../state/device-list.ts';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

type Open = { kind: 'nothing' | 'new' } | { kind: 'secret'; created: CreatedDevice } | { kind: 'delete'; device: Device };

/** `/admin/devices` */
export function DevicesPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const columns = useDeviceColumns();
  const mayUpdate = useCan('devices.update');
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  useShortcut(mayUpdate && open.kind === 'nothing' ? 'n' : undefined, () => setOpen({ kind: 'new' }));
  const create = mayUpdate && (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ kind: 'new' })}>
      {t('devices.new')}
    </Button>
  );
  return (
    <>
      <AdminList
        title={t('devices.title')}
        text={t('devices.text')}
        queryName={DEVICES_QUERY}
        load={async (wanted, signal) => pageOfDevices((await api.devices(signal)).items, wanted)}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('devices.search')}
        defaultSort={{ column: 'label', direction: 'ascending' }}
        columns={columns}
        keyOf={(device) => device.id}
        isPale={(device) => device.isDisabled}
        {...(mayUpdate ? { renderActions: (device: Device) => <DeviceMenu device={device} onOpen={setOpen} /> } : {})}
        actions={create}
        empty={{ icon: PhoneCall, title: t('devices.emptyTitle'), text: t('devices.emptyText'), action: create }}
      />
      <OpenDialog open={open} onOpen={setOpen} />
    </>
  );
}

function DeviceMenu({ device, onOpen }: { device: Device; onOpen: (open: Open) => void }) {
  const { t } = useTranslation('admin');
  const { setDisabled } = useDeviceActions();
  const entries = [
    device.isDisabled
      ? { id: 'enable', label: t('devices.enable'), icon: CircleCheck, onSelect: () => setDisabled(device, false) }
      : { id: 'disable', label: t('devices.disable'), icon: Ban, onSelect: () => setDisabled(device, true) },
    { id: 'delete', label: t('delete'), icon: Trash2, isDangerous: true, onSelect: () => onOpen({ kind: 'delete', device }) },
  ];
  return <RowMenu name={device.label} entries={entries} />;
}

function OpenDialog({ open, onOpen }: { open: Open; onOpen: (open: Open) => void }) {
  const queries = useQueryClient();
  const close = (): void => onOpen({ kind: 'nothing' });
  const goOn = (next: Open): void => {
    void queries.invalidateQueries({ queryKey: [DEVICES_QUERY] });
    onOpen(next);
  };
  switch (open.kind) {
    case 'new':
      return <DeviceDialog onClose={close} onCreated={(created) => goOn({ kind: 'secret', created })} />;
    case 'secret':
      return <DeviceSecretDialog created={open.created} onClose={close} />;
    case 'delete':
      return <DeleteDeviceDialog device={open.device} onClose={close} onDeleted={() => goOn({ kind: 'nothing' })} />;
    default:
      return null;
  }
}
