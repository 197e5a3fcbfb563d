import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../sip/phone.ts';

type Rung = Pick<CallSnapshot, 'ringNews' | 'calledNumber'>;

/** Why a phone rings, in a few words: "Queue Service", "Called 101". */
export function ringReason(t: TFunction<'telephony'>, { ringNews, calledNumber }: Rung): string {
  const because = ringNews?.because;
  if (because !== undefined && because.kind !== 'direct') return t(`because.${because.kind}`, { name: because.name });
  return calledNumber === null ? t('incoming.direct') : t('incoming.via', { number: calledNumber });
}

export function useRingReason(): (call: Rung) => string {
  const { t } = useTranslation('telephony');
  return (call) => ringReason(t, call);
}

/** What a plan found out about the caller, in one line. Nothing when it found out nothing. */
export function RingContext({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const entries = Object.entries(call.ringNews?.context ?? {});
  if (entries.length === 0) return null;
  return (
    <dl aria-label={t('incoming.context')} className="mt-2 flex flex-wrap gap-x-3 gap-y-0.5 text-dense">
      {entries.map(([name, text]) => (
        <div key={name} className="flex min-w-0 gap-1">
          <dt className="text-n11">{name}:</dt>
          <dd className="min-w-0 break-words">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
