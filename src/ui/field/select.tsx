import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps } from 'react';
import { joinClasses } from '../join-classes.ts';
import { FieldFrame, fieldIds, type FieldTexts } from './field-frame.tsx';

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
}

export interface SelectProps extends FieldTexts, Omit<ComponentProps<'select'>, 'id' | 'size' | 'children'> {
  options: readonly SelectOption[];
  onValueChange?: (value: string) => void;
}

/** One of a few. The browser's own select: it has the best keyboard, screen reader and thumb behaviour there is. */
export function Select({ label, hint, error, isLabelHidden, options, onValueChange, className, ...select }: SelectProps) {
  const id = useId();
  const texts: FieldTexts = { label, hint, error, ...(isLabelHidden === undefined ? {} : { isLabelHidden }) };
  return (
    <FieldFrame {...texts} id={id}>
      <div className="relative">
        <select
          {...select}
          {...fieldIds(id, texts)}
          id={id}
          onChange={(event) => {
            select.onChange?.(event);
            onValueChange?.(event.target.value);
          }}
          className={joinClasses('control appearance-none truncate pr-8', className)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-n10" />
      </div>
    </FieldFrame>
  );
}
