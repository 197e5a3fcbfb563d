import { TextField } from '../../../../ui/field/text-field.tsx';

export interface OptionalNumberProps {
  label: string;
  hint: string;
  value: number | null;
  min: number;
  max: number;
  error: string | undefined;
  onChange: (value: number | null) => void;
}

/** A whole number, or nothing for "no limit". */
export function OptionalNumber({ value, onChange, ...field }: OptionalNumberProps) {
  return (
    <TextField
      {...field}
      type="number"
      inputMode="numeric"
      isRequired={false}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)}
    />
  );
}
