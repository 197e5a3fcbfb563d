import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { joinClasses } from '../join-classes.ts';
import { spellShortcut } from '../shortcuts/spell-shortcut.ts';
import { iconButtonClasses, type ButtonSize, type ButtonTone } from './button-styles.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** The accessible name, also shown as the tooltip. */
  label: string;
  icon: LucideIcon;
  tone?: ButtonTone;
  size?: ButtonSize;
  /** For a toggle: whether it is on. Leave out for a plain action. */
  isPressed?: boolean;
  shortcut?: string;
}

/** A button that is only an icon. */
export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, tone = 'quiet', size = 'normal', isPressed, shortcut, className, ...rest } = props;
  return (
    <button
      type="button"
      title={shortcut === undefined ? label : `${label} (${spellShortcut(shortcut)})`}
      {...rest}
      aria-label={label}
      aria-pressed={isPressed}
      className={joinClasses(iconButtonClasses(tone, size, isPressed === true), className)}
    >
      <Icon aria-hidden className={size === 'call' ? 'size-5' : 'size-[18px]'} />
    </button>
  );
}
