import { useId, type ComponentProps } from 'react';
import { joinClasses } from '../join-classes.ts';
import { FieldFrame, fieldIds, type FieldTexts } from './field-frame.tsx';

export interface TextAreaProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'id'> {
  /** `false` marks the field as optional; fields are required unless they say so. */
  isRequired?: boolean;
}

/** Several lines of text. */
export function TextArea({ label, hint, error, isLabelHidden, isRequired, className, ...textarea }: TextAreaProps) {
  const id = useId();
  const texts: FieldTexts = { label, hint, error, ...(isLabelHidden === undefined ? {} : { isLabelHidden }) };
  return (
    <FieldFrame {...texts} id={id} isRequired={isRequired}>
      <textarea
        rows={4}
        {...textarea}
        {...fieldIds(id, texts)}
        id={id}
        aria-required={isRequired === true || undefined}
        className={joinClasses('control h-auto resize-y py-2', className)}
      />
    </FieldFrame>
  );
}
