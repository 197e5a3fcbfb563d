import type { EndCause } from '../telephony/call.ts';
import type { EffectBody } from './effects.ts';
import type { RingOutcome } from './events.ts';
import type { Language } from './sounds.ts';
import type { Plan } from './plan.ts';
import type { Reason } from './reason.ts';

/** Plain JSON, so that a run can be stored and handed on. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Who calls, as far as is known before the plan begins. */
export interface CallerFacts {
  /** An extension, or an E.164 number; empty when withheld. */
  readonly number: string;
  readonly name: string;
  readonly isInternal: boolean;
  readonly userId: string | undefined;
  /** What was dialled to come here. */
  readonly dialled: string;
}

/** The published plans that a run may need: its own and those that it reaches by sub-plans, as they were when it began. */
export interface PlanSet {
  readonly mainPlanId: string;
  readonly plans: Readonly<Record<string, { readonly version: number; readonly plan: Plan }>>;
}

/** One step of a caller's way; kept with the call and shown on the canvas. */
export interface PathStep {
  readonly planId: string;
  readonly nodeId: string;
  readonly kind: string;
  readonly enteredAtMs: number;
  /** The exit taken; undefined while the caller is in the node, or when the call ended there. */
  readonly exit: string | undefined;
  readonly leftAtMs: number | undefined;
  /** Why this exit; undefined while the caller is in the node. */
  readonly why: Reason | undefined;
}

/** Where a run is inside a plan; the last frame of `frames` is the current one, those before wait for a sub-plan to return. */
export interface RunFrame {
  readonly planId: string;
  readonly nodeId: string;
  /** What the node remembers between events. */
  readonly state: Json;
  /** Number of this visit: the first half of its effects' ids. */
  readonly visit: number;
  /** Effects of this visit so far: the second half of the next one's id. */
  readonly issued: number;
  /** Effects of this visit that have not reported back. What is left is stopped. */
  readonly pending: readonly PendingEffect[];
}

export interface PendingEffect {
  readonly id: string;
  readonly kind: EffectBody['kind'];
}

/**
 * One caller's way through a plan: a value without clock, chance or I/O.
 *
 *   running ──► talking ──► ended        (talking: somebody answered; the plan has nothing more to do)
 *      └───────────────────────►
 */
export interface Run {
  readonly status: 'running' | 'talking' | 'ended';
  readonly frames: readonly RunFrame[];
  readonly caller: CallerFacts;
  readonly language: Language;
  readonly variables: Readonly<Record<string, string>>;
  readonly callerPrefix: string;
  readonly priority: number;
  readonly skills: readonly string[];
  /** Visits so far, by `<planId>/<nodeId>`: what makes every run end. */
  readonly visits: Readonly<Record<string, number>>;
  /** Counts visits of all nodes; the first half of effect ids. */
  readonly visit: number;
  /** Keys that were pressed before anybody asked for them. */
  readonly typedAhead: string;
  readonly isAnswered: boolean;
  readonly lastRing: RingOutcome | undefined;
  readonly path: readonly PathStep[];
  /** Why it ended; undefined before. */
  readonly end: { readonly why: RunEnd; readonly cause: EndCause } | undefined;
}

/** `fallback`: an unconnected exit or the visit limit led to the plan's fallback. */
export type RunEnd = 'hung-up' | 'caller-left' | 'talk-over' | 'fallback' | 'server-restarted';
