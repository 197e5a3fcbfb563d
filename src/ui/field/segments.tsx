import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  icon?: LucideIcon;
}

export interface SegmentsProps<Value extends string> {
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  isDisabled?: boolean;
}

/** One of a few, all in sight. Radio buttons in the dress of tabs: arrows move, one stop for Tab. */
export function Segments<Value extends string>({ label, segments, value, onValueChange, isDisabled = false }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset disabled={isDisabled} className="min-w-0">
      <legend className="pb-1 text-dense font-medium text-n12">{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-input border bg-n2 p-1">
        {segments.map(({ value: own, label: text, icon: Icon }) => (
          <label
            key={own}
            className="relative flex min-h-8 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-input px-2.5 text-dense font-medium whitespace-nowrap text-n11 transition-colors hover:text-n12 has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input type="radio" name={name} value={own} checked={own === value} onChange={() => onValueChange(own)} className="sr-only" />
            {Icon !== undefined && <Icon aria-hidden className="size-4" />}
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
