import { joinClasses } from '../join-classes.ts';
import { hueOf, initialsOf } from './initials.ts';

const SIZES = { small: 'size-6 text-[10px]', normal: 'size-8 text-caption', large: 'size-12 text-title' };

/**
 * A person's initials on a colour of their own. Decorative: the name always stands beside it. They are drawn by the style
 * sheet, so that they are no text: a button with only an avatar is named after the person, not after two letters (WCAG 2.5.3).
 */
export function Avatar({ name, size = 'normal' }: { name: string; size?: keyof typeof SIZES }) {
  return (
    <span
      aria-hidden
      data-initials={initialsOf(name)}
      style={{ backgroundColor: `oklch(var(--avatar-light, 0.9) 0.05 ${hueOf(name)})` }}
      className={joinClasses(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-n12 select-none before:content-[attr(data-initials)] dark:[--avatar-light:0.36]',
        SIZES[size],
      )}
    />
  );
}
