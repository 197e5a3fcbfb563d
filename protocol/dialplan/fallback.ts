import type { EffectBody } from './effects.ts';
import type { RunEvent } from './events.ts';
import { isBoxChosen } from './nodes/voicemail.ts';
import { planOf } from './plan-index.ts';
import type { Reason } from './reason.ts';
import type { PathStep, PlanSet } from './run.ts';
import type { Walk } from './walk.ts';

/** Stands for the fallback in frames and paths; no node can be called so. */
export const fallbackNodeId = '#fallback';

/** Nodes after whose exit the caller was served: they are not asked for a message once more. */
const served: Readonly<Record<string, string>> = { voicemail: 'done', queue: 'callback', conference: 'done' };

/** The end of a run that the plan does not lead on. Nothing leads out of it, so the run ends. */
export function enterFallback(planSet: PlanSet, walk: Walk, why: Reason): void {
  const planId = walk.run.frames[0]?.planId ?? planSet.mainPlanId;
  walk.stopPending();
  walk.closeAllSteps(why);
  const at = { planId, nodeId: fallbackNodeId };
  walk.openFrame([], at);
  walk.openStep({ ...at, kind: 'fallback' });
  walk.set({ typedAhead: '' });
  speak(planSet, walk);
}

export function continueFallback(planSet: PlanSet, walk: Walk, event: RunEvent): void {
  if (event.kind === 'digit') return;
  const { top } = walk;
  if (event.kind === 'resumed' && top) {
    walk.stopPending();
    walk.openFrame([], top);
    speak(planSet, walk);
    return;
  }
  walk.stopPending();
  walk.issue([{ kind: 'hang-up', cause: 'completed' }]);
  walk.closeAllSteps({ kind: 'fallback' });
  walk.set({ status: 'ended', end: { why: 'fallback', cause: 'completed' } });
}

function speak(planSet: PlanSet, walk: Walk): void {
  const fallback = planOf(planSet, walk.top?.planId ?? '')?.fallback;
  const takesMessage = fallback?.kind === 'voicemail' && isBoxChosen(fallback.box) && !walk.hasStep(isServed);
  const goodbye: EffectBody = { kind: 'play', sounds: [{ kind: 'phrase', phrase: 'goodbye' }], language: walk.run.language };
  walk.issue([takesMessage ? { kind: 'voicemail', box: fallback.box, greeting: 'default' } : goodbye]);
}

/** Nothing was done for the caller, though the exit is the same. */
function isIdle(why: Reason | undefined): boolean {
  return (
    why?.kind === 'no-box-chosen' || why?.kind === 'no-queue-chosen' || why?.kind === 'no-room-chosen' || why?.kind === 'message-failed'
  );
}

function isServed({ kind, exit, why }: PathStep): boolean {
  return exit !== undefined && Object.hasOwn(served, kind) && served[kind] === exit && !isIdle(why);
}
