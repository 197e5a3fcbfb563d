import { LogIn, StickyNote, type LucideIcon } from 'lucide-react';
import { useCallback, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf, type NodeKindName } from '../../../../../protocol/dialplan/nodes/index.ts';
import { SearchField } from '../../../../ui/field/search-field.tsx';
import { kindsFor } from '../../state/kind-search.ts';
import { useEditor, useEditorParts } from '../editor-context.tsx';
import { groupTones, kindIcons } from '../kind-icons.ts';
import { AfterChoice } from './after-choice.tsx';
import { usePaletteDrag, type Draggable } from './use-palette-drag.ts';

export interface PaletteProps {
  searchBox: RefObject<HTMLInputElement | null>;
  /** Something was added by the keyboard: the focus goes on to where one names it. */
  onAdded: (id: string) => void;
}

/** Everything that a plan can be made of: drag it onto the canvas, or press Enter to put it behind what is selected. */
export function Palette({ searchBox, onAdded }: PaletteProps) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { canvas } = useEditorParts();
  const [query, setQuery] = useState('');
  const put = useCallback(
    (what: Draggable, at?: { x: number; y: number }): string | undefined => {
      if (what === 'note') return editor.addNote(at);
      if (what === 'entry') return editor.addEntry(t('entry.newName'), at);
      return editor.addNode(what, at);
    },
    [editor, t],
  );
  const drag = usePaletteDrag(put);
  const add = (what: Draggable): void => {
    const id = put(what);
    if (id === undefined) return;
    canvas.current?.reveal(id);
    onAdded(id);
  };
  const groups = kindsFor(query, t);
  const first = groups[0]?.kinds[0];
  const itemProps = (what: Draggable) => ({
    onAdd: () => {
      if (!drag.isAfterDrag()) add(what);
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => drag.handlers.begin(event, what),
    onPointerMove: drag.handlers.move,
    onPointerUp: drag.handlers.end,
    onPointerCancel: drag.handlers.end,
  });
  return (
    <section aria-label={t('palette.name')} className="flex h-full min-h-0 w-full flex-col bg-surface">
      <div className="flex flex-col gap-2 border-b p-2">
        <SearchField
          ref={searchBox}
          label={t('palette.search')}
          value={query}
          onValueChange={setQuery}
          onKeyDownCapture={(event: KeyboardEvent) => {
            if (event.key === 'Enter' && first !== undefined && query !== '') {
              event.preventDefault();
              add(first);
            }
          }}
        />
        <AfterChoice />
      </div>
      <div className="min-h-0 flex-1 overflow-auto p-1.5" onKeyDown={moveBetweenItems} role="presentation">
        {groups.map(({ group, kinds }) => (
          <div key={group} role="group" aria-label={t(`groups.${group}`)} className="pb-1.5">
            <p aria-hidden className="px-1.5 pt-1.5 pb-1 text-caption font-medium text-n11">
              {t(`groups.${group}`)}
            </p>
            {kinds.map((kind) => (
              <PaletteItem
                key={kind}
                icon={kindIcons[kind]}
                tone={groupTones[kindOf(kind).group]}
                name={t(`kinds.${kind}.name`)}
                text={t(`kinds.${kind}.text`)}
                {...itemProps(kind)}
              />
            ))}
          </div>
        ))}
        {groups.length === 0 && <p className="p-3 text-center text-dense text-n11">{t('palette.none', { query })}</p>}
        {query === '' && (
          <div role="group" aria-label={t('groups.canvas')} className="border-t pt-1.5">
            <PaletteItem icon={LogIn} tone={groupTones.flow} name={t('entry.add')} text={t('entry.text')} {...itemProps('entry')} />
            <PaletteItem icon={StickyNote} tone={groupTones.say} name={t('note.add')} text={t('note.text')} {...itemProps('note')} />
          </div>
        )}
      </div>
      {drag.dragged !== undefined && <DragGhost what={drag.dragged.what} x={drag.dragged.x} y={drag.dragged.y} />}
    </section>
  );
}

interface PaletteItemProps {
  icon: LucideIcon;
  tone: string;
  name: string;
  text: string;
  onAdd: () => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
}

function PaletteItem({ icon: Icon, tone, name, text, onAdd, ...pointer }: PaletteItemProps) {
  return (
    <button
      type="button"
      title={text}
      onClick={onAdd}
      data-palette-item
      {...pointer}
      className="flex min-h-9 w-full cursor-grab touch-none items-center gap-2 rounded-input px-1.5 text-left text-dense transition-colors hover:bg-n3 active:cursor-grabbing pointer-coarse:min-h-11"
    >
      <span aria-hidden className={`flex size-6 shrink-0 items-center justify-center rounded-mark ${tone}`}>
        <Icon className="size-3.5" />
      </span>
      <span className="min-w-0 truncate">{name}</span>
    </button>
  );
}

/** Up and down go from item to item. */
function moveBetweenItems(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-palette-item]')];
  const next = items[items.findIndex((item) => item === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function DragGhost({ what, x, y }: { what: Draggable; x: number; y: number }) {
  const { t } = useTranslation('dialplan');
  const name = what === 'note' ? t('note.add') : what === 'entry' ? t('entry.add') : t(`kinds.${what}.name`);
  const Icon = isKind(what) ? kindIcons[what] : StickyNote;
  return (
    <div
      aria-hidden
      style={{ left: x, top: y }}
      className="pointer-events-none fixed z-50 flex h-12 w-44 -translate-x-1/2 -translate-y-1/2 items-center gap-2 rounded-card border border-accent bg-raised px-3 text-body font-semibold opacity-90 shadow-overlay"
    >
      <Icon className="size-4.5" />
      {name}
    </div>
  );
}

function isKind(what: Draggable): what is NodeKindName {
  return what !== 'note' && what !== 'entry';
}
