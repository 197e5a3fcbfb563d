import {
  ArrowUpRight,
  CircleArrowOutUpRight,
  Ellipse,
  Eraser,
  Eye,
  Highlighter,
  Link2,
  ListOrdered,
  MousePointerClick,
  Pencil,
  Pointer,
  Square,
  Type,
  Undo2,
} from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { Toolbar } from '../../../../ui/button/toolbar.tsx';
import { spokenShortcut } from '../../../../ui/shortcuts/spoken-shortcut.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import type { StageToolChoice } from '../control/use-stage-tool.ts';
import { stageTools, toolKeys, type StageTool } from './stage-tool.ts';

const icons = {
  look: Eye,
  control: MousePointerClick,
  laser: Pointer,
  pen: Pencil,
  highlight: Highlighter,
  arrow: ArrowUpRight,
  numbered: CircleArrowOutUpRight,
  box: Square,
  ellipse: Ellipse,
  text: Type,
  step: ListOrdered,
} as const;

/** These leave nothing on the picture. */
const passing: readonly StageTool[] = ['look', 'control', 'laser'];

export interface StageToolsProps {
  readonly choice: StageToolChoice;
  /** Of a camera's picture, in which there is nothing to control. Undefined: another picture, to which nothing sticks. */
  readonly sticks: { readonly isOn: boolean; readonly toggle: () => void } | undefined;
  /** What is looked at instead of the live picture: it alone is cleared. */
  readonly stillId: string | undefined;
  readonly controlButton: RefObject<HTMLButtonElement | null>;
  /** What else can be done with the picture. */
  readonly children: ReactNode;
}

/** What can be drawn, and taken away again: one line from 1280 pixels on. */
export function StageTools({ choice, sticks, stillId, controlButton, children }: StageToolsProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const mayPoint = useLive((view) => view.capabilities.point.state === 'granted');
  const clear = (): void => session.clearDrawings(stillId ?? null);
  useSessionCommands('draw', [
    mayPoint && { id: 'undo', title: t('draw.undo'), icon: Undo2, run: () => session.undraw() },
    mayPoint && { id: 'clear', title: t('draw.clear'), icon: Eraser, run: clear },
  ]);
  const button = (tool: StageTool) => (
    <IconButton
      key={tool}
      {...(tool === 'control' ? { ref: controlButton } : {})}
      size="dense"
      icon={icons[tool]}
      label={t(`draw.${tool}`)}
      isPressed={choice.chosen === tool}
      disabled={!choice.isAllowed(tool)}
      onClick={() => choice.choose(tool)}
      {...spokenShortcut(toolKeys[tool])}
    />
  );
  return (
    <Toolbar aria-label={t('draw.title')} className="flex flex-wrap items-center gap-0.5 xl:flex-nowrap">
      {passing.filter((tool) => tool !== 'control' || !sticks).map(button)}
      <Line />
      {stageTools.filter((tool) => !passing.includes(tool)).map(button)}
      <Line />
      {sticks && (
        <IconButton
          size="dense"
          icon={Link2}
          label={t('stage.sticks')}
          isPressed={sticks.isOn}
          disabled={!mayPoint}
          onClick={sticks.toggle}
        />
      )}
      <IconButton
        size="dense"
        icon={Undo2}
        label={t('draw.undo')}
        disabled={!mayPoint}
        onClick={() => session.undraw()}
        {...spokenShortcut('mod+z')}
      />
      <IconButton size="dense" icon={Eraser} label={t('draw.clear')} disabled={!mayPoint} onClick={clear} />
      <Line />
      {children}
    </Toolbar>
  );
}

/** Between tools of different kinds, where there is room for it. */
function Line() {
  return <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-n6 max-sm:hidden" />;
}
