import { useLayoutEffect, useRef, type ComponentProps, type KeyboardEvent } from 'react';

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/**
 * Buttons that belong together. Tab comes to one of them, the one that was used last; from there arrows, Home and End lead to the others
 * (WAI-ARIA, Toolbar Pattern).
 */
export function Toolbar({ children, ...rest }: Omit<ComponentProps<'div'>, 'ref' | 'role' | 'onFocus' | 'onKeyDown'>) {
  const bar = useRef<HTMLDivElement>(null);
  const last = useRef<Element>(null);
  // What is in it comes and goes, and is allowed or not, with each drawing of it.
  useLayoutEffect(() => placeStop(bar.current, last.current));
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const buttons = usableIn(event.currentTarget);
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    buttons[step(at, buttons.length)]?.focus();
  };
  return (
    // Its buttons are what is pressed; arrows lead from one to the next.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      {...rest}
      ref={bar}
      role="toolbar"
      onFocus={({ target }) => {
        last.current = target;
        placeStop(bar.current, target);
      }}
      onKeyDown={press}
    >
      {children}
    </div>
  );
}

function usableIn(bar: HTMLElement): readonly HTMLButtonElement[] {
  return [...bar.querySelectorAll('button')].filter(({ disabled }) => !disabled);
}

function placeStop(bar: HTMLElement | null, last: Element | null): void {
  if (!bar) return;
  const buttons = usableIn(bar);
  const stop = buttons.find((button) => button === last) ?? buttons.find(({ ariaPressed }) => ariaPressed === 'true') ?? buttons[0];
  for (const button of bar.querySelectorAll('button')) button.tabIndex = button === stop ? 0 : -1;
}
