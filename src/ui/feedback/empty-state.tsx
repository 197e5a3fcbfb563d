import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What belongs here, or why nothing is shown. */
  text?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
  /** Small, for a column or a card. */
  isCompact?: boolean;
  /** The title is the page's heading. */
  isPage?: boolean;
}

/** Nothing here yet, or nothing that fits the filter. */
export function EmptyState({ icon: Icon, title, text, action, isCompact = false, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={`flex flex-col items-center justify-center text-center ${isCompact ? 'gap-2 px-4 py-8' : 'gap-3 px-6 py-14'}`}>
      <span className={`flex items-center justify-center rounded-full bg-n3 text-n10 ${isCompact ? 'size-9' : 'size-12'}`}>
        <Icon aria-hidden className={isCompact ? 'size-4' : 'size-6'} />
      </span>
      <div className="flex max-w-100 flex-col gap-1">
        <Title className={`font-semibold text-n12 ${isCompact ? 'text-body' : 'text-title'}`}>{title}</Title>
        {text !== undefined && <div className="text-dense text-pretty text-n11">{text}</div>}
      </div>
      {action}
    </div>
  );
}
