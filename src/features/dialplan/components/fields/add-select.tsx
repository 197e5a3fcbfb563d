import type { KeyboardEvent } from 'react';
import { Select, type SelectOption } from '../../../../ui/field/select.tsx';

export interface AddSelectProps {
  /** Says what is added; also stands in the field. */
  label: string;
  options: readonly SelectOption[];
  onAdd: (value: string) => void;
}

const stepKeys: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']);
const hasOpenSelector = CSS.supports('selector(:open)');

/**
 * Adds one thing by its kind. A closed select takes what an arrow key comes to at once, which would add something with each press:
 * here an arrow opens the list, and what is taken from it is added.
 */
export function AddSelect({ label, options, onAdd }: AddSelectProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLSelectElement>): void => {
    const field = event.currentTarget;
    if (!stepKeys.has(event.key) || event.altKey || (hasOpenSelector && field.matches(':open'))) return;
    event.preventDefault();
    field.showPicker();
  };
  return (
    <Select
      label={label}
      isLabelHidden
      value=""
      options={[{ value: '', label }, ...options]}
      onKeyDown={onKeyDown}
      onValueChange={(value) => {
        if (value !== '') onAdd(value);
      }}
    />
  );
}
