import { useId, type ReactNode } from 'react';

/** A named part of the console. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card flex flex-col gap-2 p-3">
      <h2 id={id} className="text-dense font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
