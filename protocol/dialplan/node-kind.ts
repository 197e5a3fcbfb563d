import type { z } from 'zod';
import type { EffectBody } from './effects.ts';
import type { RunEvent } from './events.ts';
import type { Reference } from './references.ts';
import type { Json, Run } from './run.ts';

/** Groups of the palette. */
export const nodeGroups = ['ring', 'ask', 'say', 'decide', 'flow'] as const;
export type NodeGroup = (typeof nodeGroups)[number];

/** A way out of a node. `label` is given where the exit is made by the settings (a digit's meaning, a named period). */
export interface Exit {
  readonly id: string;
  readonly label?: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly planNodeId: string | undefined;
  /** Path inside the node's settings, where the form can show it. */
  readonly path: string | undefined;
  /** Fills the sentence that the interface has for the rule. */
  readonly details: Readonly<Record<string, string>>;
}

/** What a node sees of its run. */
export interface Here<Settings> {
  readonly nodeId: string;
  readonly settings: Settings;
  readonly run: Run;
  readonly atMs: number;
  /** Id of the next effect of this visit; `effect(0)` is the first of this move. */
  readonly effectId: (index: number) => string;
}

/** What a node does next: stay and wait with a memory of its own, leave by an exit, or end the run. */
export type Move<State extends Json = Json> =
  | { readonly kind: 'stay'; readonly state: State; readonly effects: readonly EffectBody[] }
  | {
      readonly kind: 'leave';
      readonly exit: string;
      readonly why: string;
      readonly effects?: readonly EffectBody[];
      /** Changes of the run's variables, prefix, language and so on. */
      readonly set?: Partial<Pick<Run, 'variables' | 'callerPrefix' | 'language' | 'priority' | 'skills'>>;
    }
  | { readonly kind: 'end'; readonly why: string; readonly effects: readonly EffectBody[] };

/** Everything that a kind of node is, in one file: settings, exits, checks and steps. */
export interface NodeKind<Kind extends string, Schema extends z.ZodType, State extends Json> {
  readonly kind: Kind;
  readonly group: NodeGroup;
  readonly settings: Schema;
  /** What a new node begins with. */
  readonly defaults: z.infer<Schema>;
  exits(settings: z.infer<Schema>): readonly Exit[];
  references(settings: z.infer<Schema>): readonly Reference[];
  enter(here: Here<z.infer<Schema>>): Move<State>;
  /** An event while the run is in this node. Digits come only to nodes that ask for them (`readsDigits`); others are typed ahead. */
  handle(here: Here<z.infer<Schema>>, state: State, event: RunEvent): Move<State>;
}
