import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** The top of the inspector: what is looked at. */
export function InspectorHead({
  icon: Icon,
  tone,
  title,
  text,
  actions,
}: {
  icon: LucideIcon;
  tone: string;
  title: string;
  text?: string | undefined;
  actions?: ReactNode;
}) {
  return (
    <header className="sticky top-0 z-10 flex items-center gap-2.5 border-b bg-surface p-3">
      <span aria-hidden className={`flex size-8 shrink-0 items-center justify-center rounded-input ${tone}`}>
        <Icon className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-body font-semibold">{title}</h2>
        {text !== undefined && <p className="text-caption text-pretty text-n11">{text}</p>}
      </div>
      {actions}
    </header>
  );
}
