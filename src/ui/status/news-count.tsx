import type { ReactNode } from 'react';

const mostShown = 99;

export interface NewsCountProps {
  readonly count: number;
  /** The same in words. */
  readonly children: ReactNode;
}

/** How much is new, at the corner of what it is about. Nothing when nothing is. */
export function NewsCount({ count, children }: NewsCountProps) {
  if (count === 0) return null;
  return (
    <span className="absolute -top-1.5 left-3 min-w-4.5 rounded-full border border-red-line bg-red-soft px-1 text-center text-caption leading-4 font-semibold text-red-text tabular-nums">
      <span aria-hidden>{count > mostShown ? `${String(mostShown)}+` : count}</span>
      <span className="sr-only">{children}</span>
    </span>
  );
}
