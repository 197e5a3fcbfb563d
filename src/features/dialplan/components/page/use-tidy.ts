import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { exitY, entryHeight, grid } from '../../state/geometry.ts';
import { openableExits, drawnExits, edgeId, partsOf, sizeOf } from '../../state/plan-parts.ts';
import { useEditorParts } from '../editor-context.tsx';

/** Puts the plan in order from left to right: one step of undo. */
export function useTidy() {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const [isTidying, setTidying] = useState(false);
  const running = useRef<AbortController>(undefined);
  const tidy = async (): Promise<void> => {
    running.current?.abort();
    const scope = new AbortController();
    running.current = scope;
    setTidying(true);
    try {
      const { tidyPlaces } = await import('../../editor/layout/tidy-worker.ts');
      const { parts } = partsOf(editor.plan);
      const boxes = [...parts.values()]
        .filter((part) => part.kind !== 'note')
        .map((part) => ({
          id: part.id,
          ...sizeOf(part),
          ports: drawnExits(part)
            .map((id, index) => ({ id, y: part.kind === 'entry' ? entryHeight / 2 : exitY(index) }))
            .filter(({ id }) => openableExits(part).includes(id)),
        }));
      const wires = editor.plan.edges.map(({ from, exit, to }) => ({ id: edgeId(from, exit), from, port: exit, to }));
      editor.move(await tidyPlaces(boxes, wires, grid, scope.signal), 'tidy');
      canvas.current?.fit();
    } catch (failure) {
      if (scope.signal.aborted) return;
      toasts.show({ tone: 'error', text: t('toolbar.tidyFailed', { why: failure instanceof Error ? failure.message : '' }) });
    } finally {
      if (running.current === scope) setTidying(false);
    }
  };
  return { tidy, isTidying };
}
