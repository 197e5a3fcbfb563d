import { ArrowRight, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exitsOf, type PlanNode } from '../../../../../protocol/dialplan/nodes/index.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { exitLabel, titleOf } from '../../state/node-words.ts';
import { edgeId, partsOf } from '../../state/plan-parts.ts';
import { useChooser } from '../chooser/chooser-context.ts';
import { useEditor, useEditorParts, usePlan } from '../editor-context.tsx';
import { ListFrame } from '../fields/list-frame.tsx';

/** Where each exit leads; also the way to connect without a canvas. */
export function ExitList({ node }: { node: PlanNode }) {
  const { t } = useTranslation('dialplan');
  const plan = usePlan();
  const exits = exitsOf(node);
  if (exits.length === 0) return null;
  return (
    <ListFrame label={t('inspector.exits')}>
      <ul className="flex flex-col divide-y divide-n6 rounded-input border border-n6">
        {exits.map((exit) => (
          <ExitLine
            key={exit.id}
            from={node.id}
            exit={exit.id}
            label={exitLabel(exit, t)}
            isFinal={exit.isFinal === true}
            to={partsOf(plan).edges.get(edgeId(node.id, exit.id))?.to}
          />
        ))}
      </ul>
    </ListFrame>
  );
}

interface ExitLineProps {
  from: string;
  exit: string;
  label: string;
  isFinal: boolean;
  to: string | undefined;
}

export function ExitLine({ from, exit, label, isFinal, to }: ExitLineProps) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { canvas } = useEditorParts();
  const choose = useChooser();
  const plan = usePlan();
  const target = to === undefined ? undefined : partsOf(plan).parts.get(to);
  const name = target?.kind === 'node' ? titleOf(target.node, t) : undefined;
  return (
    <li className="flex min-h-9 items-center gap-1 py-0.5 pr-1 pl-2.5 text-dense">
      <span className="w-2/5 shrink-0 truncate text-n11">{label}</span>
      {isFinal ? (
        <span className="text-n11">{t('inspector.final')}</span>
      ) : (
        <>
          {name !== undefined && to !== undefined && (
            <Button
              size="dense"
              tone="quiet"
              icon={ArrowRight}
              className="min-w-0 flex-1 justify-start! truncate px-1.5!"
              onClick={() => {
                editor.selection.goTo({ id: to });
                canvas.current?.reveal(to);
              }}
            >
              {name}
            </Button>
          )}
          {name === undefined && !editor.isReadOnly && (
            <Button size="dense" tone="quiet" className="flex-1 justify-start! px-1.5!" onClick={() => choose({ id: from, exit })}>
              {t('inspector.connect')}
            </Button>
          )}
          {name === undefined && editor.isReadOnly && <span className="text-n11">{t('inspector.open')}</span>}
          {name !== undefined && !editor.isReadOnly && (
            <IconButton
              size="dense"
              icon={Unplug}
              label={t('inspector.disconnect', { exit: label })}
              onClick={() => editor.disconnect(from, exit)}
            />
          )}
        </>
      )}
    </li>
  );
}
