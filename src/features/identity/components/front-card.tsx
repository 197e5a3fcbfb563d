import type { ReactNode } from 'react';

/** A page of its own outside the shell: the mark, one card, one task. */
export function FrontCard({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <main className="flex min-h-full flex-col items-center justify-start px-4 py-10 sm:justify-center sm:py-16">
      <div className="flex w-full max-w-95 flex-col gap-6">
        <div className="flex items-center gap-2.5">
          <img src="/icon.svg" alt="" className="size-8" />
          <span className="text-title font-semibold tracking-tight">Deskline</span>
        </div>
        <section className="card flex flex-col gap-5 p-6 shadow-raised">
          <div className="flex flex-col gap-1">
            <h1 className="text-page font-semibold tracking-tight">{title}</h1>
            {text !== undefined && <div className="text-dense text-pretty text-n11">{text}</div>}
          </div>
          {children}
        </section>
      </div>
    </main>
  );
}
