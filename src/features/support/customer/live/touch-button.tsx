import type { ComponentProps } from 'react';
import { buttonClasses, type ButtonTone } from '../../../../ui/button/button-styles.ts';

interface TouchButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone;
}

/** A button for a thumb: 44 px high; long words wrap. */
export function TouchButton({ tone = 'secondary', className = '', ...rest }: TouchButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClasses(tone, 'touch', `min-w-11 h-auto! min-h-11 py-1.5 whitespace-normal! ${className}`)}
    />
  );
}
