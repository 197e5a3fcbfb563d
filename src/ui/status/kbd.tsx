import { joinClasses } from '../join-classes.ts';
import { shortcutKeys } from '../shortcuts/spell-shortcut.ts';

/** Shows a shortcut, e.g. `mod+k` as Ctrl K. Hidden from screen readers, which learn it by aria-keyshortcuts, and on touch. */
export function Kbd({ keys, isInButton = false }: { keys: string; isInButton?: boolean }) {
  return (
    <span aria-hidden className="ml-1 inline-flex gap-0.5 pointer-coarse:hidden">
      {shortcutKeys(keys).map((key) => (
        <kbd
          key={key}
          className={joinClasses(
            'rounded-mark border px-1 font-sans text-caption leading-4 font-medium',
            isInButton ? 'border-current/50' : 'border-n7 bg-n3 text-n11',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
