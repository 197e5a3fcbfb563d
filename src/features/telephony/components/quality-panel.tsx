import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Badge } from '../../../ui/status/badge.tsx';
import { gradeOf, type LiveQuality } from '../state/quality.ts';
import { useTelephony } from './telephony-context.ts';
import { useLanguage } from './use-language.ts';

const gradeTones = { good: 'green', fair: 'amber', poor: 'red' } as const;

/** Live figures of a call, with the last two minutes as a line. */
export function QualityPanel({ callId }: { callId: string }) {
  const { t } = useTranslation('telephony');
  const quality = useStore(useTelephony().quality.view, (view) => view[callId]);
  const grade = quality === undefined ? undefined : gradeOf(quality.now.mos);
  return (
    <section aria-label={t('quality.title')} className="flex flex-col gap-2">
      <div className="flex items-center justify-between">
        <h3 className="text-dense font-semibold text-n11">{t('quality.title')}</h3>
        <Badge tone={grade === undefined ? 'neutral' : gradeTones[grade]}>
          {grade === undefined ? t('quality.measuring') : t(`quality.${grade}`)}
        </Badge>
      </div>
      {quality !== undefined && (
        <>
          <QualityLine values={quality.history.map((one) => one.mos)} label={t('quality.graph')} />
          <QualityFigures now={quality.now} />
        </>
      )}
    </section>
  );
}

function QualityFigures({ now }: { now: LiveQuality }) {
  const { t } = useTranslation('telephony');
  const language = useLanguage();
  const percent = (fraction: number | undefined): string =>
    fraction === undefined
      ? t('quality.unknown')
      : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(fraction);
  const ms = (value: number | undefined): string =>
    value === undefined ? t('quality.unknown') : t('quality.ms', { value: Math.round(value) });
  const rows = [
    [t('quality.mos'), new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(now.mos)],
    [t('quality.codec'), now.codec ?? t('quality.unknown')],
    [t('quality.loss'), t('quality.lossValue', { in: percent(now.lossIn), out: percent(now.lossOut) })],
    [t('quality.jitter'), ms(now.jitterMs)],
    [t('quality.roundTrip'), ms(now.roundTripMs)],
    [t('quality.path'), now.path?.toUpperCase() ?? t('quality.unknown')],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dense">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-n11">{name}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const width = 240;
const height = 40;
const slots = 60;

/** MOS 1 to 4.5 as a line; the newest at the right. */
function QualityLine({ values, label }: { values: readonly number[]; label: string }) {
  const points = values.map((mos, index) => {
    const x = width - ((values.length - 1 - index) * width) / slots;
    const y = height - 2 - ((mos - 1) / 3.5) * (height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      className="h-10 w-full text-accent"
      preserveAspectRatio="none"
    >
      <line x1="0" x2={width} y1={height - 1} y2={height - 1} stroke="currentColor" strokeOpacity="0.2" />
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
