import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { exitLabelOf, titleOf } from '../../state/node-words.ts';
import { partsOf } from '../../state/plan-parts.ts';
import { useEditor, useEditorParts, usePlan } from '../editor-context.tsx';
import { ListFrame } from '../fields/list-frame.tsx';

/** What leads to a node: the other way round of its exits. */
export function UsedBy({ nodeId }: { nodeId: string }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { canvas } = useEditorParts();
  const plan = usePlan();
  const { incoming, parts } = partsOf(plan);
  const edges = incoming.get(nodeId) ?? [];
  if (edges.length === 0) return <p className="text-caption text-n11">{t('inspector.unused')}</p>;
  return (
    <ListFrame label={t('inspector.usedBy')}>
      <ul className="flex flex-col">
        {edges.map((edge) => {
          const source = parts.get(edge.from);
          const name =
            source?.kind === 'node'
              ? `${titleOf(source.node, t)} · ${exitLabelOf(source.node, edge.exit, t)}`
              : source?.kind === 'entry'
                ? source.entry.name
                : edge.from;
          return (
            <li key={`${edge.from} ${edge.exit}`}>
              <Button
                size="dense"
                tone="quiet"
                icon={ArrowLeft}
                className="max-w-full px-1.5!"
                onClick={() => {
                  editor.selection.goTo({ id: edge.from, exit: edge.exit });
                  canvas.current?.reveal(edge.from);
                }}
              >
                <span className="truncate">{name}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </ListFrame>
  );
}
