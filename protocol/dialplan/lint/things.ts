import { referencesOf } from '../nodes/index.ts';
import type { PlanNode } from '../nodes/index.ts';
import type { Finding } from '../node-kind.ts';
import type { Plan } from '../plan.ts';
import type { ReferenceKind } from '../references.ts';
import { boxReference } from '../nodes/voicemail.ts';
import { finding } from './findings.ts';
import type { PlanWorld } from './plan-world.ts';

/** A conference room is not made before it is named: it is there while somebody is in it. */
type ListedKind = Exclude<ReferenceKind, 'conference-room'>;

const listOf: Readonly<Record<ListedKind, (world: PlanWorld) => readonly { readonly id: string }[]>> = {
  user: ({ users }) => users,
  'ring-group': ({ ringGroups }) => ringGroups,
  queue: ({ queues }) => queues,
  'voicemail-box': ({ voicemailBoxes }) => voicemailBoxes,
  greeting: ({ voicemailBoxes }) => voicemailBoxes.flatMap(({ greetings = [] }) => greetings),
  prompt: ({ prompts }) => prompts,
  schedule: ({ schedules }) => schedules,
  pin: ({ pins }) => pins,
  plan: ({ plans, planId }) => (planId === undefined ? plans : [...plans, { id: planId }]),
  'service-notice': ({ serviceNotices }) => serviceNotices,
  route: ({ routes }) => routes,
};

/** Looks things up by kind and id; made once for a world. */
export type Exists = (kind: ReferenceKind, id: string) => boolean;

export function existence(world: PlanWorld): Exists {
  const known = new Map<ReferenceKind, ReadonlySet<string>>();
  return (kind, id) => {
    if (kind === 'conference-room') return true;
    const ids = known.get(kind) ?? new Set(listOf[kind](world).map((thing) => thing.id));
    known.set(kind, ids);
    return ids.has(id);
  };
}

/** What is named: it has to be chosen, and to exist. */
export function checkReferences(node: PlanNode, exists: Exists): readonly Finding[] {
  return referencesOf(node).flatMap(({ kind, id, path }) => {
    if (id === '') return [finding('not-chosen', { id: node.id, path }, { kind })];
    return exists(kind, id) ? [] : [finding('gone', { id: node.id, path }, { kind, id })];
  });
}

export function checkFallback({ fallback }: Plan, exists: Exists): readonly Finding[] {
  if (fallback.kind === 'hang-up') return [];
  const { kind, id, path } = boxReference(fallback.box, 'box');
  if (id === '') return [finding('fallback-not-chosen', { path })];
  return exists(kind, id) ? [] : [finding('fallback-gone', { path }, { kind, id })];
}

/** Groups and queues that have nobody. */
export function checkEmpty(node: PlanNode, { ringGroups, queues }: PlanWorld): readonly Finding[] {
  return referencesOf(node).flatMap(({ kind, id, path }) => {
    const isEmptyGroup = kind === 'ring-group' && ringGroups.some((group) => group.id === id && group.memberCount === 0);
    if (isEmptyGroup) return [finding('empty-group', { id: node.id, path }, { id })];
    const isEmptyQueue = node.kind === 'queue' && kind === 'queue' && queues.some((queue) => queue.id === id && queue.agentCount === 0);
    return isEmptyQueue ? [finding('empty-queue', { id: node.id, path }, { id })] : [];
  });
}
