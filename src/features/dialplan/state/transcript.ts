import type { PathStep } from '../../../../protocol/dialplan/run.ts';
import type { Simulation } from '../../../../protocol/dialplan/simulation.ts';
import type { Sound } from '../../../../protocol/dialplan/sounds.ts';

/** A step of a simulated call with what is heard and pressed in it. */
export interface TranscriptStep {
  readonly step: PathStep;
  /** Milliseconds since the beginning of the call. */
  readonly atMs: number;
  readonly heard: readonly Sound[];
  readonly keys: string;
}

/** The call as one reads it: each node with what happened there. */
export function transcriptOf({ run, steps }: Simulation): readonly TranscriptStep[] {
  const startMs = steps[0]?.atMs ?? 0;
  return run.path.map((step, index) => {
    const nextMs = run.path[index + 1]?.enteredAtMs;
    const isLast = index === run.path.length - 1;
    // What happens in the instant of a change belongs to the node that is entered then.
    const inside = steps.filter(({ atMs }) => atMs >= step.enteredAtMs && (isLast || nextMs === undefined || atMs < nextMs));
    const pressed = steps.filter(
      ({ event, atMs }) => event?.kind === 'digit' && atMs > step.enteredAtMs && (isLast || atMs <= (nextMs ?? 0)),
    );
    return {
      step,
      atMs: step.enteredAtMs - startMs,
      heard: inside.flatMap(({ heard }) => heard),
      keys: pressed.map(({ event }) => (event?.kind === 'digit' ? event.digit : '')).join(''),
    };
  });
}
