import { useState } from 'react';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { FieldProps } from './field-props.ts';

export interface NumberFieldProps extends FieldProps<number> {
  /** Shown at the end of the field, e.g. `s`. */
  readonly unit?: string;
}

/** A whole number. What is no number yet is shown and not passed on. */
export function NumberField({ label, value, onChange, error, hint, unit, isReadOnly }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();
  const change = (text: string): void => {
    setTyped(text);
    if (/^-?\d+$/.test(text.trim())) onChange(Number(text));
  };
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={typed ?? String(value)}
      readOnly={isReadOnly}
      error={error}
      hint={hint}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setTyped(undefined)}
      trailing={unit === undefined ? undefined : <span className="pr-2.5 text-dense text-n11">{unit}</span>}
    />
  );
}

export interface OptionalNumberFieldProps extends Omit<FieldProps<number | null>, 'onChange'> {
  readonly onChange: (value: number | null) => void;
  /** What an empty field means. */
  readonly placeholder: string;
  readonly unit?: string;
}

/** A whole number, or nothing. */
export function OptionalNumberField(props: OptionalNumberFieldProps) {
  const { label, value, onChange, error, hint, unit, placeholder, isReadOnly } = props;
  const change = (text: string): void => {
    if (text.trim() === '') onChange(null);
    else if (/^\d+$/.test(text.trim())) onChange(Number(text));
  };
  return (
    <TextField
      label={label}
      inputMode="numeric"
      isRequired={false}
      placeholder={placeholder}
      value={value === null ? '' : String(value)}
      readOnly={isReadOnly}
      error={error}
      hint={hint}
      onChange={(event) => change(event.target.value)}
      trailing={unit === undefined ? undefined : <span className="pr-2.5 text-dense text-n11">{unit}</span>}
    />
  );
}
