import { Signal, SignalLow, SignalZero } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live-session-context.tsx';

const icons = { good: Signal, weak: SignalLow, lost: SignalZero } as const;
const tones = { good: 'text-green-text', weak: 'text-amber-text', lost: 'text-red-text' } as const;

/** How good the connection is, and why it is not. */
export function LineQuality() {
  const { t } = useTranslation('support');
  const quality = useLive((view) => view.quality);
  const link = useLive((view) => view.link);
  const isLost = link === 'reconnecting' || quality?.state === 'lost';
  // The way as far as the server may be good; beside a customer of whom nothing is heard that is no news.
  const isHeard = link !== 'waiting' && link !== 'locked';
  if (!isLost && (!quality || !isHeard)) return null;
  const state = isLost ? 'lost' : (quality?.state ?? 'good');
  const Icon = icons[state];
  return (
    <p role="status" className={`inline-flex items-center gap-1 text-dense ${tones[state]}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {isLost ? t('quality.lost') : quality?.why === undefined ? t('quality.good') : t(`quality.${quality.why}`)}
    </p>
  );
}
