import { lazy, useRef, useState, type ReactNode, type RefObject } from 'react';
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
  ref: RefObject<HTMLButtonElement | null>;
  onClick: () => void;
  onPointerEnter: () => void;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
}

/** What an open menu needs of its button. */
export interface OpenMenuProps {
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

export interface LateMenuProps {
  /** Draws the open menu, usually a component made by `lazy`. */
  renderMenu: (open: OpenMenuProps) => ReactNode;
  /** Fetches the body ahead, when the pointer nears the button. */
  preload: () => void;
  /** The button, e.g. `(trigger) => <IconButton {...trigger} … />`. */
  children: (trigger: MenuTriggerProps) => ReactNode;
}

/** A button whose menu is fetched when it is first needed. */
export function LateMenu({ renderMenu, preload, children }: LateMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {children({
        ref: trigger,
        onClick: () => setOpen(!isOpen),
        onPointerEnter: preload,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
      })}
      {isOpen && <LatePart>{renderMenu({ trigger, onClose: () => setOpen(false) })}</LatePart>}
    </>
  );
}

export interface MenuProps {
  label: string;
  groups: readonly MenuGroup[];
  /** Shown above the entries, e.g. who is signed in. */
  header?: ReactNode;
  children: LateMenuProps['children'];
}

const loadBody = () => import('./menu-body.tsx').then((module) => ({ default: module.MenuBody }));
const MenuBody = lazy(loadBody);

/** A menu of actions behind a button. */
export function Menu({ children, ...content }: MenuProps) {
  return (
    <LateMenu renderMenu={(open) => <MenuBody {...content} {...open} />} preload={() => void loadBody()}>
      {children}
    </LateMenu>
  );
}
