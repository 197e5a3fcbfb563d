import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { joinClasses } from '../join-classes.ts';

export interface TabItem {
  id: string;
  label: string;
  badge?: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
}

/** Panels behind tabs, by the APG pattern: arrows move and select, Home and End jump. Only the selected panel exists. */
export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = items.find((item) => item.id === selected) ?? items[0];

  const onKeyDown = (event: KeyboardEvent): void => {
    const index = items.findIndex((item) => item.id === current?.id);
    const targets: Record<string, number> = {
      ArrowRight: (index + 1) % items.length,
      ArrowLeft: (index - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    const item = target === undefined ? undefined : items[target];
    if (item === undefined) return;
    event.preventDefault();
    onSelect(item.id);
    list.current?.querySelector<HTMLElement>(`[id="${id}-tab-${item.id}"]`)?.focus();
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={list} role="tablist" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown} className="flex gap-1 border-b px-2">
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role="tab"
            id={`${id}-tab-${item.id}`}
            aria-selected={item === current}
            aria-controls={item === current ? `${id}-panel` : undefined}
            tabIndex={item === current ? 0 : -1}
            onClick={() => onSelect(item.id)}
            className={joinClasses(
              '-mb-px flex min-h-9 items-center gap-1.5 border-b-2 px-2.5 text-dense font-medium transition-colors pointer-coarse:min-h-11',
              'focus-visible:rounded-mark focus-visible:-outline-offset-2',
              item === current ? 'border-accent text-n12' : 'border-transparent text-n11 hover:text-n12',
            )}
          >
            {item.label}
            {item.badge}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${current?.id}`}
        className="flex min-h-0 flex-1 flex-col overflow-auto"
      >
        {current?.content}
      </div>
    </div>
  );
}
