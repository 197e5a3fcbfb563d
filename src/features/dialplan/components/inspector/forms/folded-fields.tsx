import type { ReactNode } from 'react';

/** Fields that are rarely changed, behind their title. */
export function FoldedFields({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group rounded-input border border-n6">
      <summary className="flex min-h-9 items-center px-3 text-dense font-medium text-n11 hover:text-n12">{title}</summary>
      <div className="flex flex-col gap-4 border-t border-n6 p-3">{children}</div>
    </details>
  );
}
