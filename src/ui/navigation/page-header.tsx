import type { ReactNode } from 'react';

/** The top of a page: its name, a line of help, and what one can do here. */
export function PageHeader({ title, text, actions }: { title: string; text?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pb-4">
      <div className="min-w-0">
        <h1 className="text-page font-semibold tracking-tight">{title}</h1>
        {text !== undefined && <p className="text-dense text-n11">{text}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
