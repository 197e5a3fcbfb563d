import { lazy, useRef, useState, type ComponentType, type ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { LatePart } from './late-part.tsx';

/** One line of a menu. `isChecked` makes it one of a choice. */
export interface MenuEntry {
  id: string;
  label: string;
  icon?: LucideIcon;
  hint?: string;
  shortcut?: string;
  isChecked?: boolean;
  isDangerous?: boolean;
  isDisabled?: boolean;
  onSelect: () => void;
}

/** Entries that belong together, under an optional title. */
export interface MenuGroup {
  id: string;
  title?: string;
  entries: readonly MenuEntry[];
}

/** What the button that opens a menu must spread on itself. */
export interface MenuTriggerProps {
  ref: React.RefObject<HTMLButtonElement | null>;
  onClick: () => void;
  onPointerEnter: () => void;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
}

export interface MenuProps {
  label: string;
  groups: readonly MenuGroup[];
  /** Shown above the entries, e.g. who is signed in. */
  header?: ReactNode;
  /** The button, e.g. `(trigger) => <IconButton {...trigger} … />`. */
  children: (trigger: MenuTriggerProps) => ReactNode;
}

export interface MenuBodyProps extends Omit<MenuProps, 'children'> {
  trigger: React.RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

const loadBody = (): Promise<{ default: ComponentType<MenuBodyProps> }> =>
  import('./menu-body.tsx').then((module) => ({ default: module.MenuBody }));
const MenuBody = lazy(loadBody);

/** A menu of actions behind a button. Its code comes when the pointer nears the button. */
export function Menu({ children, ...body }: MenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {children({
        ref: trigger,
        onClick: () => setOpen(!isOpen),
        onPointerEnter: () => void loadBody(),
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
      })}
      {isOpen && (
        <LatePart>
          <MenuBody {...body} trigger={trigger} onClose={() => setOpen(false)} />
        </LatePart>
      )}
    </>
  );
}
