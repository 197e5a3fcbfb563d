import { List, Maximize, Minus, PanelLeft, Plus, Redo2, Search, Undo2, Wand, Workflow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { useEditorParts } from '../editor-context.tsx';

export interface CanvasToolbarProps {
  view: 'canvas' | 'list';
  onView: (view: 'canvas' | 'list') => void;
  onAdd: () => void;
  onFind: () => void;
  onTidy: () => void;
  isTidying: boolean;
}

/** What one does to the drawing. */
export function CanvasToolbar({ view, onView, onAdd, onFind, onTidy, isTidying }: CanvasToolbarProps) {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const { undo, redo } = useStore(editor.document.view);
  const isCanvas = view === 'canvas';
  const named = (verb: 'undo' | 'redo', edit: typeof undo): string =>
    edit === undefined ? t(`toolbar.${verb}`) : t(`toolbar.${verb}Named`, { edit: t(`edits.${edit}`) });
  return (
    <div
      role="toolbar"
      aria-label={t('toolbar.name')}
      className="flex shrink-0 items-center gap-0.5 overflow-x-auto border-b bg-surface px-1.5 py-1"
    >
      {!editor.isReadOnly && (
        <>
          <IconButton className="lg:hidden" size="dense" icon={PanelLeft} label={t('toolbar.add')} onClick={onAdd} />
          <IconButton
            size="dense"
            icon={Undo2}
            label={named('undo', undo)}
            shortcut="mod+z"
            disabled={undo === undefined}
            onClick={() => editor.undo()}
          />
          <IconButton
            size="dense"
            icon={Redo2}
            label={named('redo', redo)}
            shortcut="mod+y"
            disabled={redo === undefined}
            onClick={() => editor.redo()}
          />
          <IconButton size="dense" icon={Wand} label={t('toolbar.tidy')} aria-busy={isTidying} disabled={isTidying} onClick={onTidy} />
        </>
      )}
      <IconButton size="dense" icon={Search} label={t('toolbar.find')} shortcut="mod+f" onClick={onFind} />
      <span className="flex-1" />
      {isCanvas && (
        <>
          <IconButton size="dense" icon={Minus} label={t('toolbar.zoomOut')} onClick={() => canvas.current?.zoomBy(0.8)} />
          <IconButton size="dense" icon={Plus} label={t('toolbar.zoomIn')} onClick={() => canvas.current?.zoomBy(1.25)} />
          <IconButton size="dense" icon={Maximize} label={t('toolbar.fit')} onClick={() => canvas.current?.fit()} />
        </>
      )}
      <IconButton
        size="dense"
        icon={isCanvas ? List : Workflow}
        label={isCanvas ? t('toolbar.list') : t('toolbar.canvas')}
        onClick={() => onView(isCanvas ? 'list' : 'canvas')}
      />
    </div>
  );
}
