import { useId } from 'react';
import { FieldFrame, fieldIds } from '../../../../ui/field/field-frame.tsx';
import type { FieldProps } from './field-props.ts';

/** Several lines of text; grows with what is in it. */
export function TextArea({ label, value, onChange, error, hint, isReadOnly }: FieldProps<string>) {
  const id = useId();
  const texts = { label, error, ...(hint === undefined ? {} : { hint }) };
  return (
    <FieldFrame {...texts} id={id}>
      <textarea
        {...fieldIds(id, texts)}
        id={id}
        value={value}
        rows={2}
        readOnly={isReadOnly}
        onChange={(event) => onChange(event.target.value)}
        className="control field-sizing-content max-h-40 min-h-16 resize-none py-2"
      />
    </FieldFrame>
  );
}
