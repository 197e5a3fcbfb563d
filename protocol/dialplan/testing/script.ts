import type { z } from 'zod';
import type { PlanSet } from '../run.ts';
import { simulationInputsSchema } from '../simulation-test.ts';
import type { SimulationInputs, simulatedPressSchema, simulationEnds } from '../simulation-test.ts';
import { scriptedPlanSet } from './scripted-plans.ts';
import type { ScriptedPlan } from './scripted-plans.ts';

/** A call and what has to come of it. The same data drives the interpreter, the simulator and the live engine. */
export interface ScriptedRun {
  readonly name: string;
  readonly rules: string;
  readonly plan: ScriptedPlan;
  readonly planSet: PlanSet;
  readonly inputs: SimulationInputs;
  /** `node.exit` or `node`; in another plan than the main one `plan/node.exit`. */
  readonly path: readonly string[];
  readonly end: (typeof simulationEnds)[number];
  /** What is seen and heard outside; see tell-effects.ts. */
  readonly told: readonly string[];
}

export interface Script {
  readonly rules: string;
  /** On a Monday in opening hours unless it says otherwise. */
  readonly call?: Partial<z.input<typeof simulationInputsSchema>>;
  /** `2`: after the prompt; `<2`: during it; `^2`: at the beginning of the call; `node:2`: only there; empty: silence. */
  readonly presses?: readonly string[];
  /** Steps with ` > ` between them. */
  readonly path: string;
  readonly end: ScriptedRun['end'];
  readonly told: readonly string[];
}

/** Scripts of one plan, by what happens in them. */
export function scripted(plan: ScriptedPlan, scripts: Readonly<Record<string, Script>>): readonly ScriptedRun[] {
  return Object.entries(scripts).map(([name, { rules, call = {}, presses = [], path, end, told }]) => ({
    name,
    rules: rules.replaceAll(/DP\d+/gu, '[$&]'),
    plan,
    planSet: scriptedPlanSet(plan),
    inputs: simulationInputsSchema.parse({
      entryId: 'start',
      caller: { number: '+49301234567', name: 'Erika Example', isInternal: false },
      dialled: '100',
      at: '2026-03-02T10:00',
      timeZone: 'Europe/Berlin',
      presses: presses.map(pressOf),
      ...call,
    }),
    path: path.split(' > '),
    end,
    told,
  }));
}

function pressOf(text: string): z.input<typeof simulatedPressSchema> {
  const colon = text.indexOf(':');
  const nodeId = colon < 0 ? null : text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (rest.startsWith('<')) return { keys: rest.slice(1), when: 'during', nodeId };
  return rest.startsWith('^') ? { keys: rest.slice(1), when: 'ahead', nodeId } : { keys: rest, when: 'after', nodeId };
}

/** A path as scripts write it. */
export function tellPath(
  run: { readonly path: readonly { readonly planId: string; readonly nodeId: string; readonly exit: string | undefined }[] },
  mainPlanId: string,
): readonly string[] {
  return run.path.map(
    ({ planId, nodeId, exit }) => `${planId === mainPlanId ? '' : `${planId}/`}${nodeId}${exit === undefined ? '' : `.${exit}`}`,
  );
}
