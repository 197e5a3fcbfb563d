import { joinClasses } from '../join-classes.ts';
import type { Tone } from './badge.tsx';

/** The shape tells the states apart without colour: full, half, ring, bar (do not disturb). */
export type DotShape = 'full' | 'half' | 'ring' | 'bar';

const FILLS: Record<Tone, string> = {
  neutral: 'text-n9',
  accent: 'text-accent',
  green: 'text-green',
  amber: 'text-amber',
  red: 'text-red',
  violet: 'text-violet',
};

export interface StatusDotProps {
  tone: Tone;
  shape: DotShape;
  /** The state as a word. */
  label: string;
  /** Shows the word beside the dot; otherwise only screen readers and the tooltip have it. */
  isLabelShown?: boolean;
}

/** A person's or a thing's state as a small mark with a word. */
export function StatusDot({ tone, shape, label, isLabelShown = false }: StatusDotProps) {
  return (
    <span className="inline-flex items-center gap-1.5" title={isLabelShown ? undefined : label}>
      <svg aria-hidden viewBox="0 0 10 10" className={joinClasses('size-2.5 shrink-0', FILLS[tone])}>
        <circle
          cx="5"
          cy="5"
          r="4"
          fill={shape === 'ring' || shape === 'half' ? 'none' : 'currentColor'}
          stroke="currentColor"
          strokeWidth="2"
        />
        {shape === 'half' && <path d="M5 1a4 4 0 0 0 0 8z" fill="currentColor" />}
        {shape === 'bar' && <rect x="2.6" y="4.2" width="4.8" height="1.6" rx="0.8" className="fill-surface" />}
      </svg>
      <span className={isLabelShown ? 'text-dense text-n11' : 'sr-only'}>{label}</span>
    </span>
  );
}
