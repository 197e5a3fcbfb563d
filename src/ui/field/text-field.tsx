import { useId, type ComponentProps, type ReactNode } from 'react';
import { joinClasses } from '../join-classes.ts';
import { FieldFrame, fieldIds, type FieldTexts } from './field-frame.tsx';

export interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'id' | 'size'> {
  /** `false` marks the field as optional; fields are required unless they say so. */
  isRequired?: boolean;
  /** A small control at the end of the field. */
  trailing?: ReactNode;
}

/** One line of text. Takes every attribute of an input, so react-hook-form's `register` can be spread on it. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, isLabelHidden, isRequired, trailing, className, ...input } = props;
  const id = useId();
  const texts: FieldTexts = { label, hint, error, ...(isLabelHidden === undefined ? {} : { isLabelHidden }) };
  return (
    <FieldFrame {...texts} id={id} isRequired={isRequired}>
      <div className="relative">
        <input
          type="text"
          {...input}
          {...fieldIds(id, texts)}
          id={id}
          aria-required={isRequired === true || undefined}
          className={joinClasses('control', trailing !== undefined && 'pr-10', className)}
        />
        {trailing !== undefined && <div className="absolute inset-y-0 right-0.5 flex items-center">{trailing}</div>}
      </div>
    </FieldFrame>
  );
}
