import { joinClasses } from '../join-classes.ts';
import { hueOf, initialsOf } from './initials.ts';

const SIZES = { small: 'size-6 text-[10px]', normal: 'size-8 text-caption', large: 'size-12 text-title' };

/** A person's initials on a colour of their own. Decorative: the name always stands beside it. */
export function Avatar({ name, size = 'normal' }: { name: string; size?: keyof typeof SIZES }) {
  return (
    <span
      aria-hidden
      style={{ backgroundColor: `oklch(var(--avatar-light, 0.9) 0.05 ${hueOf(name)})` }}
      className={joinClasses(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-n12 select-none dark:[--avatar-light:0.36]',
        SIZES[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
