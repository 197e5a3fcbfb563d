import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { joinClasses } from '../join-classes.ts';

export type NoticeTone = 'info' | 'success' | 'warning' | 'error';

const TONES: Record<NoticeTone, { classes: string; icon: LucideIcon }> = {
  info: { classes: 'border-n7 bg-n3 text-n12', icon: Info },
  success: { classes: 'border-green-line bg-green-soft text-green-text', icon: CircleCheck },
  warning: { classes: 'border-amber-line bg-amber-soft text-amber-text', icon: TriangleAlert },
  error: { classes: 'border-red-line bg-red-soft text-red-text', icon: CircleAlert },
};

/** A sentence or two inside a form or page. Errors are announced at once, the rest when the reader pauses. */
export function Notice({ tone, children, action }: { tone: NoticeTone; children: ReactNode; action?: ReactNode }) {
  const { classes, icon: Icon } = TONES[tone];
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={joinClasses('flex items-start gap-2.5 rounded-input border px-3 py-2.5 text-dense', classes)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
