import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallRecord } from '../../../../protocol/telephony/phone.ts';
import { clockDuration, exactTime, relativeTime } from '../../../platform/i18n/format.ts';
import { Badge } from '../../../ui/status/badge.tsx';
import { useTelephony } from './telephony-context.ts';
import { useLanguage } from './use-language.ts';

const kindOf = (record: CallRecord): 'missed' | 'incoming' | 'outgoing' => (record.isMissed ? 'missed' : record.direction);
const looks = {
  missed: { icon: PhoneMissed, classes: 'text-red-text' },
  incoming: { icon: PhoneIncoming, classes: 'text-n10' },
  outgoing: { icon: PhoneOutgoing, classes: 'text-n10' },
} as const;

/** One past call; the row calls back. */
export function RecentCallRow({ record, nowMs }: { record: CallRecord; nowMs: number }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const language = useLanguage();
  const kind = kindOf(record);
  const { icon: Icon, classes } = looks[kind];
  const startedMs = Date.parse(record.startedAt);
  const name = record.other.displayName || record.other.number || t('call.unknown');
  const answeredMs = record.answeredAt === null ? undefined : Date.parse(record.answeredAt);
  const endedMs = record.endedAt === null ? undefined : Date.parse(record.endedAt);
  return (
    <button
      type="button"
      data-row
      title={t('actions.callBack', { name })}
      onClick={() => telephony.dial({ number: record.other.number, displayName: record.other.displayName })}
      className="flex min-h-9 w-full items-center gap-2.5 rounded-input px-2 py-1.5 text-left hover:bg-n3 pointer-coarse:min-h-11"
    >
      <Icon aria-hidden className={`size-4 shrink-0 ${classes}`} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className={`truncate ${kind === 'missed' ? 'font-medium text-red-text' : ''}`}>{name}</span>
        <span className="truncate text-caption text-n11">
          {record.answeredBy === null ? t(`recent.${kind}`) : t('recent.answeredBy', { name: record.answeredBy })}
          {record.because !== null &&
            record.because.kind !== 'direct' &&
            `, ${t(`because.${record.because.kind}`, { name: record.because.name })}`}
          {record.via !== null && record.because === null && ` ${t('recent.via', { name: record.via.displayName })}`}
          {answeredMs !== undefined && endedMs !== undefined && ` · ${t('recent.lasted', { time: clockDuration(endedMs - answeredMs) })}`}
        </span>
      </span>
      {record.isNew && <Badge tone="red">{t('recent.isNew')}</Badge>}
      <time dateTime={record.startedAt} title={exactTime(startedMs, language)} className="shrink-0 text-caption text-n11 tabular-nums">
        {relativeTime(startedMs, nowMs, language)}
      </time>
    </button>
  );
}
