import { useTranslation } from 'react-i18next';
import type { Presence } from '../../../../protocol/telephony/phone.ts';
import { StatusDot } from '../../../ui/status/status-dot.tsx';

const looks = {
  available: { tone: 'green', shape: 'full' },
  'in-call': { tone: 'amber', shape: 'half' },
  'do-not-disturb': { tone: 'red', shape: 'bar' },
  offline: { tone: 'neutral', shape: 'ring' },
} as const satisfies Record<Presence, object>;

/** A colleague's state as a mark; colour, shape and word say the same. */
export function PresenceDot({ presence, isLabelShown = false }: { presence: Presence; isLabelShown?: boolean }) {
  const { t } = useTranslation('telephony');
  return <StatusDot {...looks[presence]} label={t(`presence.${presence}`)} isLabelShown={isLabelShown} />;
}
