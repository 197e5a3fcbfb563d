import { useId, type ComponentProps } from 'react';

interface TextBoxProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** A labelled line of text with a hint or what is wrong with it. */
export function TextBox({ label, hint, error, ...rest }: TextBoxProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className="control min-h-11"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
          className={error === undefined ? 'text-dense text-n11' : 'text-dense text-red-text'}
        >
          {note}
        </p>
      )}
    </div>
  );
}
