import { Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { AriaLanguage } from '../overlay/aria-language.tsx';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../status/kbd.tsx';
import type { CommandPaletteProps } from './command-palette.tsx';
import { matchesQuery, type PaletteItem } from './palette-registry.ts';
import { useFindings } from './use-findings.ts';

const MAX_PER_KIND = 7;

/** The open palette; load it through `CommandPalette`. A combobox by the APG: the field keeps the focus. */
export function PaletteBody({ onClose, kinds }: CommandPaletteProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [query, setQuery] = useState('');
  const [highlight, setHighlight] = useState(0);
  const { items, isIncomplete, isSearching } = useFindings(query);
  const groups = kinds
    .map((kind) => ({ ...kind, items: items.filter((item) => item.kind === kind.id).slice(0, kind.most ?? MAX_PER_KIND) }))
    .filter((group) => group.items.length > 0);
  const shown = groups.flatMap((group) => group.items);
  const active = shown[Math.min(highlight, shown.length - 1)];

  const run = (item: PaletteItem): void => {
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      setHighlight((Math.min(highlight, shown.length - 1) + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && active !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // Of what was found for other letters only what these mean, too.
      if (!isSearching || matchesQuery(active, query)) run(active);
    }
  };

  return (
    <AriaLanguage>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        className="fixed inset-0 z-40 flex animate-appear justify-center bg-scrim px-3 pt-[10dvh]"
      >
        <Modal className="h-fit max-h-[70dvh] w-full max-w-150 animate-rise overflow-hidden rounded-card border border-n7 bg-raised shadow-overlay">
          <Dialog aria-label={t('palette.title')} className="flex max-h-[70dvh] flex-col outline-none">
            <div className="relative border-b">
              <Search aria-hidden className="pointer-events-none absolute top-1/2 left-4 size-4 -translate-y-1/2 text-n10" />
              <input
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on its first field
                autoFocus
                role="combobox"
                aria-label={t('palette.field')}
                placeholder={t('palette.field')}
                aria-expanded={shown.length > 0}
                aria-controls={`${id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
                autoComplete="off"
                spellCheck={false}
                value={query}
                onChange={(event) => {
                  setQuery(event.target.value);
                  setHighlight(0);
                }}
                onKeyDown={onKeyDown}
                className="h-12 w-full bg-transparent pr-4 pl-11 text-body outline-none placeholder:text-n10 pointer-coarse:text-title"
              />
            </div>
            <div id={`${id}-list`} role="listbox" aria-label={t('palette.title')} tabIndex={-1} className="min-h-0 overflow-auto p-1.5">
              {groups.map((group) => (
                <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`} className="pb-1">
                  <div id={`${id}-${group.id}`} role="presentation" className="px-2.5 pt-2 pb-1 text-caption font-medium text-n11">
                    {group.heading}
                  </div>
                  {group.items.map((item) => (
                    <PaletteLine
                      key={item.id}
                      id={`${id}-${item.id}`}
                      item={item}
                      isActive={item === active}
                      onPoint={() => setHighlight(shown.indexOf(item))}
                      onRun={() => run(item)}
                    />
                  ))}
                </div>
              ))}
            </div>
            <footer className="flex items-center justify-between gap-3 border-t px-4 py-2 text-caption text-n11" aria-live="polite">
              {shown.length === 0 && !isSearching
                ? t('palette.none', { query })
                : isIncomplete
                  ? t('palette.unavailable')
                  : t('palette.hint')}
            </footer>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}

interface PaletteLineProps {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function PaletteLine({ id, item, isActive, onPoint, onRun }: PaletteLineProps) {
  const Icon = item.icon;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above handles the keys (aria-activedescendant)
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: 'nearest' });
      }}
      onPointerMove={onPoint}
      onClick={onRun}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-input px-2.5 text-body aria-selected:bg-n4 pointer-coarse:min-h-11"
    >
      {Icon !== undefined && <Icon aria-hidden className="size-4 shrink-0 text-n11" />}
      <span className="min-w-0 flex-1 truncate">{item.title}</span>
      {item.detail !== undefined && <span className="text-dense text-n11 tabular-nums">{item.detail}</span>}
      {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
    </div>
  );
}
