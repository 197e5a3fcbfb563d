import { useState } from 'react';
import { useLive, useSession } from '../live-session-context.tsx';
import type { StageTool } from '../stage/stage-tool.ts';
import { controlStateOf } from './control-state.ts';

export interface StageToolChoice {
  /** What was chosen. */
  readonly chosen: StageTool;
  /** What the pointer does now: what may be done of what was chosen. */
  readonly tool: StageTool;
  readonly isAllowed: (tool: StageTool) => boolean;
  readonly choose: (tool: StageTool) => void;
  /** Control goes back, and the pointer looks again. */
  readonly giveBack: () => void;
}

/** Which tool the expert has in hand. Control that was lost is chosen anew: a hand that writes elsewhere by now shall not reach the customer. */
export function useStageTool(): StageToolChoice {
  const session = useSession();
  const mayPoint = useLive((view) => view.capabilities.point.state === 'granted');
  const control = useLive(controlStateOf);
  const mySeatId = useLive((view) => view.mySeatId);
  const [chosen, setChosen] = useState<StageTool>('look');
  const mayControl = control === 'mine' || control === 'free';
  if (chosen === 'control' && !mayControl) setChosen('look');
  const isAllowed = (tool: StageTool): boolean => tool === 'look' || (tool === 'control' ? mayControl : mayPoint);
  const isUsable = chosen === 'control' ? control === 'mine' : isAllowed(chosen);
  return {
    chosen,
    tool: isUsable ? chosen : 'look',
    isAllowed,
    choose: (tool) => {
      if (tool === 'control' && control === 'free') session.giveControl(mySeatId);
      setChosen(tool);
    },
    giveBack: () => {
      session.giveControl(null);
      setChosen('look');
    },
  };
}
