import { useId, type ReactNode } from 'react';
import { joinClasses } from '../../../../ui/join-classes.ts';

interface PartProps {
  readonly title: string;
  /** The heading is there for everybody, but need not be seen. */
  readonly isTitleHidden?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A named part of the page. */
export function Part({ title, isTitleHidden = false, className, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={joinClasses('card flex flex-col gap-3 p-4', className)}>
      <h2 id={id} className={isTitleHidden ? 'sr-only' : 'text-title font-semibold wrap-anywhere'}>
        {title}
      </h2>
      {children}
    </section>
  );
}
