import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { StatusDot } from '../../../ui/status/status-dot.tsx';
import { gradeOf, type QualityGrade } from '../state/quality.ts';
import { useTelephony } from './telephony-context.ts';

const looks = {
  good: { tone: 'green', shape: 'full' },
  fair: { tone: 'amber', shape: 'half' },
  poor: { tone: 'red', shape: 'ring' },
} as const satisfies Record<QualityGrade, object>;

/** A call's quality as a mark with a word. Nothing until it was measured. */
export function QualityDot({ callId }: { callId: string }) {
  const { t } = useTranslation('telephony');
  const quality = useStore(useTelephony().quality.view, (view) => view[callId]);
  if (quality === undefined) return null;
  const grade = gradeOf(quality.now.mos);
  return <StatusDot {...looks[grade]} label={t('quality.dot', { word: t(`quality.${grade}`) })} />;
}
