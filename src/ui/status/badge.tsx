import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { joinClasses } from '../join-classes.ts';

export type Tone = 'neutral' | 'accent' | 'green' | 'amber' | 'red' | 'violet';

const TONES: Record<Tone, string> = {
  neutral: 'bg-n3 text-n11 border-n7',
  accent: 'bg-accent-soft text-accent-text border-accent-line',
  green: 'bg-green-soft text-green-text border-green-line',
  amber: 'bg-amber-soft text-amber-text border-amber-line',
  red: 'bg-red-soft text-red-text border-red-line',
  violet: 'bg-violet-soft text-violet-text border-violet-line',
};

/** A state in a word, with an icon: colour never carries the meaning alone. */
export function Badge({ tone = 'neutral', icon: Icon, children }: { tone?: Tone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span
      className={joinClasses(
        'inline-flex h-5 items-center gap-1 rounded-full border px-2 text-caption font-medium whitespace-nowrap',
        TONES[tone],
      )}
    >
      {Icon !== undefined && <Icon aria-hidden className="size-3" />}
      {children}
    </span>
  );
}
