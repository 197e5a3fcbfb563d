import { useId, type ReactNode } from 'react';

export interface SwitchProps {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  isDisabled?: boolean;
  /** While the last turn is under way a further one does nothing; the focus stays. */
  isBusy?: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, in force at once. */
export function Switch({ label, hint, isOn, isDisabled = false, isBusy = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-start gap-3 pointer-coarse:min-h-11">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={isDisabled}
        aria-disabled={isBusy || undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          if (!isBusy) onChange(event.target.checked);
        }}
        className={
          'relative mt-0.5 h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-n8 bg-n5 transition-colors duration-[120ms] ' +
          'before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-n10 before:transition-transform before:duration-[120ms] ' +
          'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink disabled:opacity-50'
        }
      />
      <div className="flex min-w-0 flex-col">
        <label htmlFor={id} className="cursor-pointer text-body text-n12">
          {label}
        </label>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="text-caption text-n11">
            {hint}
          </span>
        )}
      </div>
    </div>
  );
}
