import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { exitsOf } from '../../../../../protocol/dialplan/nodes/index.ts';
import { exitLabel, exitLabelOf, titleOf } from '../../state/node-words.ts';
import { edgeId, partsOf } from '../../state/plan-parts.ts';
import { useEditorParts } from '../editor-context.tsx';

/** Tells a screen reader what was done, and where one is on the canvas and what leads from there. */
export function Announcer() {
  const { t } = useTranslation('dialplan');
  const { editor } = useEditorParts();
  const said = useStore(editor.announcement);
  const where = useWhere();
  const what =
    said === undefined
      ? ''
      : said.what === 'undone' || said.what === 'redone'
        ? t(`announce.${said.what}`, { edit: t(`edits.${said.edit ?? 'plan'}`) })
        : said.what === 'refused'
          ? t('announce.refused', { reason: said.reason === undefined ? '' : t(`refusals.${said.reason}`) })
          : t(`announce.${said.what}`);
  return (
    <>
      <p key={said?.number ?? 0} role="status" aria-live="polite" className="sr-only">
        {what}
      </p>
      <p aria-live="polite" className="sr-only">
        {where}
      </p>
    </>
  );
}

/** What the place under the keyboard leads to. Its name is told by `aria-activedescendant`. */
function useWhere(): string {
  const { t } = useTranslation('dialplan');
  const { editor } = useEditorParts();
  const spot = useStore(editor.selection.view, (view) => view.spot);
  if (spot === undefined) return '';
  const { parts, edges } = partsOf(editor.plan);
  const part = parts.get(spot.id);
  const nameOf = (id: string | undefined): string => {
    const target = id === undefined ? undefined : parts.get(id);
    return target?.kind === 'node' ? titleOf(target.node, t) : t('inspector.open');
  };
  if (part?.kind !== 'node') return '';
  if (spot.exit !== undefined) {
    return t('announce.exit', { exit: exitLabelOf(part.node, spot.exit, t), target: nameOf(edges.get(edgeId(part.id, spot.exit))?.to) });
  }
  const exits = exitsOf(part.node)
    .filter((exit) => exit.isFinal !== true)
    .map((exit) => t('announce.exit', { exit: exitLabel(exit, t), target: nameOf(edges.get(edgeId(part.id, exit.id))?.to) }));
  return t('announce.node', { name: titleOf(part.node, t), exits: exits.join('; ') });
}
