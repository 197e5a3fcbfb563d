import { useId, type ReactNode } from 'react';

/** One part of the connection test. */
export function TestCard({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card flex flex-col gap-3 p-4">
      <div>
        <h2 id={id} className="text-title font-semibold">
          {title}
        </h2>
        <p className="text-dense text-n11">{text}</p>
      </div>
      {children}
    </section>
  );
}
