import { Ban, CircleCheck, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../../protocol/identity/admin.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Avatar } from '../../../../ui/status/avatar.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';

/** The columns of the list of SIP phones; their ids are what `pageOfDevices` sorts by. */
export function useDeviceColumns(): readonly Column<Device>[] {
  const { t } = useTranslation('admin');
  return [
    {
      id: 'label',
      title: t('devices.label'),
      isSortable: true,
      isRowHeader: true,
      render: (device) => <span className="font-medium">{device.label}</span>,
    },
    {
      id: 'person',
      title: t('devices.person'),
      isSortable: true,
      render: ({ userName }) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={userName} size="small" />
          <span className="truncate">{userName}</span>
        </span>
      ),
    },
    {
      id: 'sipUsername',
      title: t('devices.username'),
      isSortable: true,
      width: 'w-44',
      render: (device) => <span className="font-mono text-caption">{device.sipUsername}</span>,
    },
    {
      id: 'lastSeen',
      title: t('devices.lastSeen'),
      isSortable: true,
      width: 'w-40',
      render: ({ lastSeenAt }) => <LastSeen atMs={lastSeenAt === null ? undefined : Date.parse(lastSeenAt)} nowMs={Date.now()} />,
    },
    { id: 'state', title: t('devices.state'), isSortable: true, width: 'w-64', render: (device) => <DeviceState device={device} /> },
  ];
}

function LastSeen({ atMs, nowMs }: { atMs: number | undefined; nowMs: number }) {
  const { t } = useTranslation('admin');
  const language = currentLanguage();
  if (atMs === undefined) return <span className="text-n11">{t('devices.neverSeen')}</span>;
  return (
    <span className="tabular-nums" title={exactTime(atMs, language)}>
      {relativeTime(atMs, nowMs, language)}
    </span>
  );
}

function DeviceState({ device }: { device: Device }) {
  const { t } = useTranslation('admin');
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {device.isDisabled ? (
        <Badge tone="red" icon={Ban}>
          {t('devices.disabled')}
        </Badge>
      ) : (
        <Badge tone="green" icon={CircleCheck}>
          {t('devices.active')}
        </Badge>
      )}
      {device.allowMd5 && (
        <Badge tone="amber" icon={ShieldAlert}>
          {t('devices.withMd5')}
        </Badge>
      )}
    </span>
  );
}
