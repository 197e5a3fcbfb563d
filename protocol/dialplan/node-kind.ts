import type { z } from 'zod';
import type { EndCause } from '../telephony/call.ts';
import type { EffectBody } from './effects.ts';
import type { RunEvent } from './events.ts';
import type { Reason } from './reason.ts';
import type { Reference } from './references.ts';
import type { Json, Run } from './run.ts';

/** Groups of the palette. */
export const nodeGroups = ['ring', 'ask', 'say', 'decide', 'flow'] as const;
export type NodeGroup = (typeof nodeGroups)[number];

/** A way out of a node. `label` is given where the exit is made by the settings (a digit's meaning, a named period). */
export interface Exit {
  readonly id: string;
  readonly label?: string;
  /** The caller talks to somebody and the plan has nothing more to do: it is drawn, and never connected. */
  readonly isFinal?: true;
}

/**
 * What a key does that the caller presses now. `read`: the node gets it. `peek`: the node gets it, and it is kept for the
 * next node that reads. `keep`: typed ahead. `drop`: nobody gets it (somebody is rung, or another part of the system listens).
 */
export type KeyUse = 'read' | 'peek' | 'keep' | 'drop';

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
  | {
      readonly kind: 'stay';
      readonly state: State;
      readonly effects: readonly EffectBody[];
      /** Forgets what was typed ahead: it belonged to a choice that was wrong. */
      readonly forgetsKeys?: boolean;
    }
  | {
      readonly kind: 'leave';
      readonly exit: string;
      readonly why: Reason;
      readonly effects?: readonly EffectBody[];
      /** Changes of the run's variables, prefix, language and so on. */
      readonly set?: Partial<Pick<Run, 'variables' | 'callerPrefix' | 'language' | 'priority' | 'skills'>>;
    }
  /** Goes into another plan and waits for it to return by a named end. `entryId` empty: its first entry. */
  | { readonly kind: 'enter-plan'; readonly planId: string; readonly entryId: string; readonly why: Reason }
  /** Leaves this plan for another and does not come back. */
  | { readonly kind: 'go-to-plan'; readonly planId: string; readonly entryId: string; readonly why: Reason }
  | { readonly kind: 'return'; readonly end: string; readonly why: Reason }
  | { readonly kind: 'end'; readonly why: Reason; readonly cause: EndCause };

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
  /** The caller's page came back while the run was here. Without it the node is entered again. */
  resume?(here: Here<z.infer<Schema>>, state: State): Move<State>;
  /** What keys do while the node is in this state. */
  keys(settings: z.infer<Schema>, state: State): KeyUse;
  /** What the node waits for: the result of one of its effects that is still pending, or a key that `keys` lets through. */
  handle(here: Here<z.infer<Schema>>, state: State, event: RunEvent): Move<State>;
}
