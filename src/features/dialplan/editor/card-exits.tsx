import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { exitsOf, type PlanNode } from '../../../../protocol/dialplan/nodes/index.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useEditorParts, useMarks, useSelection } from '../components/editor-context.tsx';
import { exitHeight, exitY } from '../state/geometry.ts';
import { exitLabel, type Say } from '../state/node-words.ts';
import { edgeId, partsOf } from '../state/plan-parts.ts';
import { partDomId } from './part-dom-id.ts';
import { Port } from './port.tsx';

/** The ways out of a card, one under the other. */
export function Exits({ node, isLive }: { node: PlanNode; isLive: boolean }) {
  const { t } = useTranslation('dialplan');
  return exitsOf(node).map((exit, index) => (
    <ExitRow
      key={exit.id}
      nodeId={node.id}
      exit={exit.id}
      label={exitLabel(exit, t)}
      index={index}
      isFinal={exit.isFinal === true}
      isLive={isLive}
    />
  ));
}

interface ExitRowProps {
  nodeId: string;
  exit: string;
  label: string;
  index: number;
  isFinal: boolean;
  isLive: boolean;
}

function ExitRow({ nodeId, exit, label, index, isFinal, isLive }: ExitRowProps) {
  const { t } = useTranslation('dialplan');
  const { editor } = useEditorParts();
  const isConnected = useStore(editor.document.view, ({ plan }) => partsOf(plan).edges.has(edgeId(nodeId, exit)));
  const isCurrent = useSelection(({ spot }) => spot?.id === nodeId && spot.exit === exit);
  const isTaken = useMarks(({ path }) => path?.edges.has(edgeId(nodeId, exit)) === true);
  return (
    <>
      <div
        id={partDomId({ id: nodeId, exit })}
        role="group"
        aria-roledescription={t('canvas.exit')}
        aria-label={exitName(label, { isFinal, isConnected }, t)}
        style={{ height: exitHeight }}
        className={joinClasses(
          'flex items-center justify-end rounded-mark pr-3 pl-2.5 text-caption',
          isConnected || isFinal ? 'text-n11' : 'font-medium text-n12',
          isTaken && 'font-semibold text-accent-text',
          isCurrent && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent',
        )}
      >
        <span aria-hidden className="truncate">
          {label}
        </span>
      </div>
      {!isFinal && <Port id={exit} type="source" y={exitY(index)} isLive={isLive} isConnected={isConnected} />}
    </>
  );
}

/** The exits have no room here; the keyboard still goes through them, and each has its name. */
export function FarExits({ node }: { node: PlanNode }) {
  const { t } = useTranslation('dialplan');
  const { editor } = useEditorParts();
  const isHere = useSelection(({ spot }) => spot?.id === node.id);
  const plan = useStore(editor.document.view, (view) => (isHere ? view.plan : undefined));
  if (plan === undefined) return null;
  return exitsOf(node).map((exit) => (
    <span
      key={exit.id}
      id={partDomId({ id: node.id, exit: exit.id })}
      role="group"
      aria-roledescription={t('canvas.exit')}
      aria-label={exitName(
        exitLabel(exit, t),
        { isFinal: exit.isFinal === true, isConnected: partsOf(plan).edges.has(edgeId(node.id, exit.id)) },
        t,
      )}
    />
  ));
}

function exitName(label: string, { isFinal, isConnected }: { isFinal: boolean; isConnected: boolean }, t: Say): string {
  if (isFinal) return t('canvas.finalExit', { label });
  return isConnected ? label : t('canvas.openExit', { label });
}
