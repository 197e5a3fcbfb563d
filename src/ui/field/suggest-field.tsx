import { useId, useRef, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../join-classes.ts';
import { SuggestList } from './suggest-list.tsx';
import { moveHighlight } from './suggest-state.ts';

export interface SuggestFieldProps<Item> extends Omit<ComponentProps<'input'>, 'id' | 'value' | 'onChange' | 'onSubmit' | 'size'> {
  label: string;
  isLabelHidden?: boolean;
  value: string;
  onValueChange: (value: string) => void;
  /** What fits what was typed, best first. Keep it short (8). */
  items: readonly Item[];
  keyOf: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  /** A suggestion was taken, by Enter or by pointer. */
  onPick: (item: Item) => void;
  /** Enter without a highlighted suggestion. */
  onSubmit: (value: string) => void;
}

/**
 * A text field with suggestions below it: free text stays possible, so it is a textbox with an active descendant
 * (WAI-ARIA 1.2, `aria-activedescendant` and `aria-autocomplete` on textbox) rather than a combobox.
 */
export function SuggestField<Item>(props: SuggestFieldProps<Item>) {
  const { label, isLabelHidden, value, onValueChange, items, keyOf, renderItem, onPick, onSubmit, className, ...input } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [highlight, setHighlight] = useState(-1);
  const isListShown = isOpen && items.length > 0;
  const active = isListShown ? items[highlight] : undefined;

  const pick = (item: Item): void => {
    setOpen(false);
    setHighlight(-1);
    onPick(item);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const next = moveHighlight(highlight, event.key, items.length);
    if (next !== undefined) {
      event.preventDefault();
      setOpen(true);
      setHighlight(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active === undefined) onSubmit(value);
      else pick(active);
    } else if (event.key === 'Escape' && isListShown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setHighlight(-1);
    }
  };

  return (
    <div ref={frame} className="min-w-0 flex-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1 block text-dense font-medium'}>
        {label}
      </label>
      <input
        type="text"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        {...input}
        id={id}
        value={value}
        aria-autocomplete="list"
        aria-controls={isListShown ? `${id}-list` : undefined}
        aria-activedescendant={active === undefined ? undefined : `${id}-${highlight}`}
        onChange={(event) => {
          setOpen(true);
          setHighlight(-1);
          onValueChange(event.target.value);
        }}
        onFocus={() => setOpen(value !== '')}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className={joinClasses('control', className)}
      />
      {isListShown && (
        <SuggestList id={`${id}-list`} label={label} field={frame}>
          {items.map((item, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the text field handles the keys (aria-activedescendant)
            <div
              key={keyOf(item)}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === highlight}
              tabIndex={-1}
              // The field keeps the focus: a click must not blur it before it is handled.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(item)}
              onPointerMove={() => setHighlight(index)}
              className="flex min-h-9 cursor-pointer items-center rounded-input px-2 text-body aria-selected:bg-n4 pointer-coarse:min-h-11"
            >
              {renderItem(item)}
            </div>
          ))}
        </SuggestList>
      )}
      <span role="status" className="sr-only">
        {isOpen && value !== '' ? (items.length === 0 ? t('suggestions.none') : t('suggestions.count', { count: items.length })) : ''}
      </span>
    </div>
  );
}
