import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';

export interface ListFrameProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

/** A named group of rows inside of a form. */
export function ListFrame({ label, hint, error, children }: ListFrameProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="flex min-w-0 flex-col gap-1.5">
      <span id={id} className="text-dense font-medium text-n12">
        {label}
      </span>
      {children}
      {hint !== undefined && <div className="text-caption text-n11">{hint}</div>}
      {error !== undefined && (
        <p role="alert" className="flex items-start gap-1 text-caption text-red-text">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
