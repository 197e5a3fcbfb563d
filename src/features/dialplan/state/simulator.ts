import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { PlanSet } from '../../../../protocol/dialplan/run.ts';
import { advance, runSimulation, startSimulation, type Simulation } from '../../../../protocol/dialplan/simulation.ts';
import { simulationInputsSchema, type SimulationInputs, type SimulationTest } from '../../../../protocol/dialplan/simulation-test.ts';
import { expectationOf } from '../../../../protocol/dialplan/simulation-check.ts';
import type { CanvasMarks } from './canvas-marks.ts';
import { litPathOf } from './lit-path.ts';

export interface SimulatorView {
  readonly inputs: SimulationInputs;
  readonly simulation: Simulation | undefined;
  /** Another plan that the call may come through could not be read. */
  readonly failure: unknown;
}

export interface SimulatorOptions {
  readonly planId: string;
  readonly marks: CanvasMarks;
  readonly plan: () => Plan;
  readonly world: () => PlanWorld;
  readonly plansFor: (plan: Plan) => Promise<PlanSet>;
  /** Local time `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
}

/** What a simulation begins with: somebody from outside, now, who presses nothing. */
export function firstInputs(now: string, timeZone: string): SimulationInputs {
  return simulationInputsSchema.parse({
    entryId: '',
    caller: { number: '+4930901820', name: '', isInternal: false },
    at: now,
    timeZone,
  });
}

/** A pretended call through the draft, step by step, by the very interpreter that takes real calls. */
export class Simulator {
  readonly view: StoreApi<SimulatorView>;
  readonly #options: SimulatorOptions;

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.view = createStore<SimulatorView>(() => ({
      inputs: firstInputs(options.now, options.world().timeZone),
      simulation: undefined,
      failure: undefined,
    }));
  }

  /** Changes what the call meets; a call that runs is over. */
  change(part: Partial<SimulationInputs>): void {
    this.view.setState(({ inputs }) => ({ inputs: { ...inputs, ...part }, simulation: undefined }));
    this.#options.marks.showPath(undefined);
  }

  /** One event further, from the beginning when none runs. */
  async step(): Promise<void> {
    const { simulation } = this.view.getState();
    if (simulation !== undefined && simulation.end === undefined) return this.#show(advance(simulation));
    await this.#with((planSet, inputs) => startSimulation(planSet, this.#options.world(), inputs));
  }

  /** From the beginning to the end. */
  async run(): Promise<void> {
    await this.#with((planSet, inputs) => runSimulation(planSet, this.#options.world(), inputs));
  }

  /** Shows what a saved test does. */
  async runTest(test: SimulationTest): Promise<void> {
    this.view.setState({ inputs: test.inputs });
    await this.run();
  }

  /** The call so far as a test that expects just this; undefined before there is one. */
  asTest(id: string, name: string): SimulationTest | undefined {
    const { simulation, inputs } = this.view.getState();
    return simulation?.end === undefined ? undefined : { id, name, inputs, expected: expectationOf(simulation) };
  }

  /** Forgets the call and takes its light off the canvas. */
  reset(): void {
    this.view.setState({ simulation: undefined, failure: undefined });
    this.#options.marks.showPath(undefined);
  }

  async #with(make: (planSet: PlanSet, inputs: SimulationInputs) => Simulation): Promise<void> {
    const plan = this.#options.plan();
    try {
      const planSet = await this.#options.plansFor(plan);
      const inputs = { ...this.view.getState().inputs, timeZone: this.#options.world().timeZone };
      this.#show(make(planSet, inputs));
    } catch (failure) {
      this.view.setState({ failure, simulation: undefined });
    }
  }

  #show(simulation: Simulation): void {
    const { planId, plan } = this.#options;
    this.view.setState({ simulation, failure: undefined });
    const entryId = simulation.inputs.entryId === '' ? plan().entries[0]?.id : simulation.inputs.entryId;
    this.#options.marks.showPath(litPathOf(planId, entryId, simulation.run.path));
  }
}
