import type { LucideIcon } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ranked, type Findable } from '../../state/ranked.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';

export interface PickItem extends Findable {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly group: string;
}

export interface PickDialogProps {
  title: string;
  field: string;
  items: readonly PickItem[];
  onPick: (item: PickItem) => void;
  onClose: () => void;
}

const MAX_SHOWN = 60;

/** Chooses one thing by typing: a combobox by the APG, the field keeps the focus. */
export function PickDialog({ title, field, items, onPick, onClose }: PickDialogProps) {
  const { t } = useTranslation('dialplan');
  const id = useId();
  const [query, setQuery] = useState('');
  const [highlight, setHighlight] = useState(0);
  const fitting = ranked(items, query);
  const shown = fitting.slice(0, MAX_SHOWN);
  const active = shown[Math.min(highlight, shown.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      setHighlight((Math.min(highlight, shown.length - 1) + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && active !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onPick(active);
    }
  };
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on its first field
        autoFocus
        role="combobox"
        aria-label={field}
        placeholder={field}
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
        className="control"
      />
      <div id={`${id}-list`} role="listbox" aria-label={title} tabIndex={-1} className="-mx-2 max-h-80 min-h-40 overflow-auto px-1">
        {shown.map((item, index) => (
          <PickLine
            key={item.id}
            id={`${id}-${item.id}`}
            item={item}
            heading={item.group === shown[index - 1]?.group ? undefined : item.group}
            isActive={item === active}
            onPoint={() => setHighlight(index)}
            onRun={() => onPick(item)}
          />
        ))}
        {shown.length === 0 && <p className="p-4 text-center text-dense text-n11">{t('palette.none', { query })}</p>}
      </div>
      <span role="status" className="sr-only">
        {t('pick.count', { count: fitting.length })}
      </span>
    </Dialog>
  );
}

interface PickLineProps {
  id: string;
  item: PickItem;
  heading: string | undefined;
  isActive: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function PickLine({ id, item, heading, isActive, onPoint, onRun }: PickLineProps) {
  const Icon = item.icon;
  return (
    <>
      {heading !== undefined && (
        <div role="presentation" className="px-2 pt-2 pb-1 text-caption font-medium text-n11">
          {heading}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above handles the keys (aria-activedescendant) */}
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
        className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-input px-2 text-body aria-selected:bg-n4 pointer-coarse:min-h-11"
      >
        <Icon aria-hidden className="size-4 shrink-0 text-n11" />
        <span className="shrink-0 truncate">{item.title}</span>
        {item.detail !== undefined && <span className="min-w-0 flex-1 truncate text-right text-dense text-n11">{item.detail}</span>}
      </div>
    </>
  );
}
