import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { placeOfList } from './suggest-place.ts';

export interface SuggestListProps {
  readonly id: string;
  readonly label: string;
  readonly field: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/**
 * The list of a field's suggestions, in the browser's top layer: whatever cuts off what it contains, a dialog above all, does not cut it off.
 * It stays inside of the dialog in the document, so that the dialog takes it for its own.
 */
export function SuggestList({ id, label, field, children }: SuggestListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = list.current;
    if (!shown) return undefined;
    shown.showPopover();
    const place = (): void => {
      if (!field.current) return;
      const beside = field.current.getBoundingClientRect();
      // How high it would like to be at this width.
      Object.assign(shown.style, { width: `${String(beside.width)}px`, maxHeight: '' });
      const seen = { top: visualViewport?.offsetTop ?? 0, height: visualViewport?.height ?? innerHeight };
      const { top, left, maxHeight } = placeOfList(beside, seen, shown.offsetHeight);
      Object.assign(shown.style, { top: `${String(top)}px`, left: `${String(left)}px`, maxHeight: `${String(maxHeight)}px` });
    };
    place();
    const life = new AbortController();
    const { signal } = life;
    // Whatever scrolls, the list stays beside its field; only its own scrolling moves nothing.
    const follow = (event: Event): void => void (event.target === shown || place());
    addEventListener('scroll', follow, { capture: true, passive: true, signal });
    addEventListener('resize', place, { signal });
    visualViewport?.addEventListener('resize', place, { signal });
    visualViewport?.addEventListener('scroll', place, { signal });
    // Other suggestions, another height.
    const resizing = new ResizeObserver(place);
    for (const element of [field.current, shown]) if (element) resizing.observe(element);
    return () => {
      resizing.disconnect();
      life.abort();
    };
  }, [field]);
  return (
    <div
      ref={list}
      popover="manual"
      id={id}
      role="listbox"
      aria-label={label}
      className="fixed inset-auto m-0 max-h-80 animate-appear overflow-auto rounded-card border border-n7 bg-raised p-1 text-n12 shadow-overlay"
    >
      {children}
    </div>
  );
}
