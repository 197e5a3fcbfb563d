import {
  ArrowUpRight,
  CircleArrowOutUpRight,
  Ellipse,
  Eraser,
  Expand,
  Eye,
  Highlighter,
  Link2,
  ListOrdered,
  MousePointerClick,
  Pencil,
  Pointer,
  Shrink,
  Square,
  Type,
  Undo2,
} from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { useLive, useSession } from '../live-session-context.tsx';
import type { StageToolChoice } from '../control/use-stage-tool.ts';
import { stageTools, toolKeys } from './stage-tool.ts';
import type { FullScreen } from './use-full-screen.ts';

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

export interface StageToolsProps {
  readonly choice: StageToolChoice;
  /** Undefined: nothing sticks to this picture. */
  readonly sticks: { readonly isOn: boolean; readonly toggle: () => void } | undefined;
  /** What is looked at instead of the live picture: it alone is cleared. */
  readonly stillId: string | undefined;
  readonly full: FullScreen;
  readonly controlButton: RefObject<HTMLButtonElement | null>;
  /** What else can be done with the picture. */
  readonly children: ReactNode;
}

/** What can be drawn, and taken away again. */
export function StageTools({ choice, sticks, stillId, full, controlButton, children }: StageToolsProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const mayPoint = useLive((view) => view.capabilities.point.state === 'granted');
  return (
    <div role="toolbar" aria-label={t('draw.title')} className="flex flex-wrap items-center gap-1">
      {stageTools.map((tool) => (
        <IconButton
          key={tool}
          {...(tool === 'control' ? { ref: controlButton } : {})}
          icon={icons[tool]}
          label={t(`draw.${tool}`)}
          isPressed={choice.chosen === tool}
          disabled={!choice.isAllowed(tool)}
          onClick={() => choice.choose(tool)}
          {...shortcutOf(toolKeys[tool])}
        />
      ))}
      {sticks && <IconButton icon={Link2} label={t('stage.sticks')} isPressed={sticks.isOn} disabled={!mayPoint} onClick={sticks.toggle} />}
      <IconButton icon={Undo2} label={t('draw.undo')} disabled={!mayPoint} onClick={() => session.undraw()} {...shortcutOf('mod+z')} />
      <IconButton icon={Eraser} label={t('draw.clear')} disabled={!mayPoint} onClick={() => session.clearDrawings(stillId ?? null)} />
      {children}
      <IconButton
        className="ml-auto"
        icon={full.isFull ? Shrink : Expand}
        label={t(full.isFull ? 'stage.leaveFull' : 'stage.full')}
        onClick={full.toggle}
        {...shortcutOf('f')}
      />
    </div>
  );
}

function shortcutOf(keys: string | undefined): { readonly shortcut?: string; readonly 'aria-keyshortcuts'?: string } {
  if (keys === undefined) return {};
  return { shortcut: keys, 'aria-keyshortcuts': keys === 'mod+z' ? 'Control+Z Meta+Z' : keys };
}
