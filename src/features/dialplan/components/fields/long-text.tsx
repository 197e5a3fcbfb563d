import { TextArea } from '../../../../ui/field/text-area.tsx';
import type { FieldProps } from './field-props.ts';

/** Several lines of text as a setting. */
export function LongText({ label, value, onChange, error, hint, isReadOnly }: FieldProps<string>) {
  return (
    <TextArea
      label={label}
      rows={2}
      value={value}
      error={error}
      readOnly={isReadOnly}
      onChange={(event) => onChange(event.target.value)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
}
