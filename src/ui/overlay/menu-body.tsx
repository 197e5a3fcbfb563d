import { Check } from 'lucide-react';
import { Header, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components';
import { AriaLanguage } from './aria-language.tsx';
import { joinClasses } from '../join-classes.ts';
import { Kbd } from '../status/kbd.tsx';
import type { MenuEntry, MenuProps, OpenMenuProps } from './menu.tsx';

/** The open menu; load it through `Menu`. */
export function MenuBody({ label, groups, header, trigger, onClose }: Omit<MenuProps, 'children'> & OpenMenuProps) {
  return (
    <AriaLanguage>
      <Popover
        isOpen
        aria-label={label}
        triggerRef={trigger}
        placement="bottom end"
        offset={4}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        className="max-w-[calc(100vw-16px)] min-w-56 animate-appear overflow-auto rounded-card border border-n7 bg-raised shadow-overlay"
      >
        {header !== undefined && <div className="border-b px-3 py-2.5">{header}</div>}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the APG menu button puts the focus on the first entry */}
        <Menu aria-label={label} autoFocus="first" onClose={onClose} className="p-1 outline-none">
          {groups.map((group, index) => (
            <MenuSection key={group.id} aria-label={group.title ?? label} className={joinClasses(index > 0 && 'mt-1 border-t pt-1')}>
              {group.title !== undefined && <Header className="px-2 pt-1.5 pb-1 text-caption text-n11">{group.title}</Header>}
              {group.entries.map((entry) => (
                <EntryLine key={entry.id} entry={entry} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </AriaLanguage>
  );
}

function EntryLine({ entry }: { entry: MenuEntry }) {
  const Icon = entry.icon;
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      isDisabled={entry.isDisabled ?? false}
      onAction={entry.onSelect}
      aria-label={entry.isChecked === true ? `${entry.label} ✓` : entry.label}
      className={joinClasses(
        'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-input px-2 text-dense outline-none data-disabled:opacity-50 data-focused:bg-n4 pointer-coarse:min-h-11',
        entry.isDangerous && 'text-red-text',
      )}
    >
      {Icon !== undefined && <Icon aria-hidden className="size-4 shrink-0 text-n11" />}
      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
      {entry.hint !== undefined && <span className="text-caption text-n11">{entry.hint}</span>}
      {entry.isChecked === true && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
      {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
    </MenuItem>
  );
}
