import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Kbd } from '../status/kbd.tsx';
import { buttonClasses, type ButtonSize, type ButtonTone } from './button-styles.ts';

export interface ButtonProps extends ComponentProps<'button'> {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Work is under way: shows a spinner, keeps the focus and refuses a second press. */
  isBusy?: boolean;
  /** Shown beside the label, e.g. `mod+k`; registering it is the caller's business (see shortcuts). */
  shortcut?: string;
}

/** A button with a verb on it. */
export function Button(props: ButtonProps) {
  const { tone = 'secondary', size = 'normal', icon: Icon, isBusy = false, shortcut, className, children, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || rest['aria-disabled'] || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
      className={buttonClasses(tone, size, className)}
    >
      {isBusy ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
      ) : (
        Icon !== undefined && <Icon aria-hidden className="size-4" />
      )}
      {children}
      {shortcut !== undefined && <Kbd keys={shortcut} isInButton />}
    </button>
  );
}
