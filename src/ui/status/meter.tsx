import { joinClasses } from '../join-classes.ts';

export interface MeterProps {
  label: string;
  /** 0..1 */
  value: number;
  /** What the value means in words, for screen readers, e.g. `62 %`. */
  valueText?: string;
  tone?: 'accent' | 'green' | 'amber' | 'red';
  isLabelShown?: boolean;
}

const FILLS = { accent: 'bg-accent', green: 'bg-green', amber: 'bg-amber', red: 'bg-red' };

/** A level between none and full: a microphone, a password's strength, a share of a quota. */
export function Meter({ label, value, valueText, tone = 'accent', isLabelShown = false }: MeterProps) {
  const level = Math.min(1, Math.max(0, value));
  return (
    <div className="flex flex-col gap-1">
      {isLabelShown && <span className="text-dense text-n11">{label}</span>}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
        aria-valuetext={valueText}
        className="h-1.5 overflow-hidden rounded-full bg-n5"
      >
        <div className={joinClasses('h-full origin-left rounded-full', FILLS[tone])} style={{ transform: `scaleX(${level})` }} />
      </div>
    </div>
  );
}
