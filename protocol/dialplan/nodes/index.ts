import { z } from 'zod';
import type { Json } from '../run.ts';
import type { Exit, NodeKind } from '../node-kind.ts';
import type { Reference } from '../references.ts';
import { attendantNode } from './attendant.ts';
import { collectNode } from './collect.ts';
import { conferenceNode } from './conference.ts';
import { externalNode } from './external.ts';
import { goToNode } from './go-to.ts';
import { hangUpNode } from './hang-up.ts';
import { httpNode } from './http.ts';
import { ifNode } from './if.ts';
import { lookupNode } from './lookup.ts';
import { notifyNode } from './notify.ts';
import { pinNode } from './pin.ts';
import { playNode } from './play.ts';
import { queueNode } from './queue.ts';
import { recordNode } from './record.ts';
import { returnNode } from './return.ts';
import { ringNode } from './ring.ts';
import { scheduleNode } from './schedule.ts';
import { serviceNoticeNode } from './service-notice.ts';
import { setLanguageNode } from './set-language.ts';
import { setPrefixNode } from './set-prefix.ts';
import { setPriorityNode } from './set-priority.ts';
import { setVariableNode } from './set-variable.ts';
import { subPlanNode } from './sub-plan.ts';
import { voicemailNode } from './voicemail.ts';
import { waitNode } from './wait.ts';

/** Ids of nodes, entries and notes; they share one namespace. Names of what every object has are no ids: somebody may use ids as keys. */
export const planPartIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/u)
  .refine((id) => !(id in Object.prototype));
/** Where a thing is on the canvas. Layout only: nothing depends on it. */
export const positionSchema = z.object({ x: z.number().min(-1e6).max(1e6), y: z.number().min(-1e6).max(1e6) });
export type Position = z.infer<typeof positionSchema>;

/** A new kind is added here and in `nodeSchema`; the compiler lists what else it lacks. */
export const nodeKinds = {
  ring: ringNode,
  queue: queueNode,
  voicemail: voicemailNode,
  attendant: attendantNode,
  schedule: scheduleNode,
  play: playNode,
  wait: waitNode,
  collect: collectNode,
  external: externalNode,
  conference: conferenceNode,
  pin: pinNode,
  'set-prefix': setPrefixNode,
  'set-language': setLanguageNode,
  'set-variable': setVariableNode,
  'set-priority': setPriorityNode,
  if: ifNode,
  http: httpNode,
  lookup: lookupNode,
  record: recordNode,
  notify: notifyNode,
  'service-notice': serviceNoticeNode,
  'sub-plan': subPlanNode,
  'go-to': goToNode,
  return: returnNode,
  'hang-up': hangUpNode,
} as const;
export type NodeKindName = keyof typeof nodeKinds;
export type SettingsOf<Kind extends NodeKindName> = z.infer<(typeof nodeKinds)[Kind]['settings']>;

export const nodeSchema = z.discriminatedUnion('kind', [
  nodeOf(ringNode),
  nodeOf(queueNode),
  nodeOf(voicemailNode),
  nodeOf(attendantNode),
  nodeOf(scheduleNode),
  nodeOf(playNode),
  nodeOf(waitNode),
  nodeOf(collectNode),
  nodeOf(externalNode),
  nodeOf(conferenceNode),
  nodeOf(pinNode),
  nodeOf(setPrefixNode),
  nodeOf(setLanguageNode),
  nodeOf(setVariableNode),
  nodeOf(setPriorityNode),
  nodeOf(ifNode),
  nodeOf(httpNode),
  nodeOf(lookupNode),
  nodeOf(recordNode),
  nodeOf(notifyNode),
  nodeOf(serviceNoticeNode),
  nodeOf(subPlanNode),
  nodeOf(goToNode),
  nodeOf(returnNode),
  nodeOf(hangUpNode),
]);
export type PlanNode = z.infer<typeof nodeSchema>;
export type NodeOf<Kind extends NodeKindName> = Extract<PlanNode, { kind: Kind }>;

/** Every kind by its own name, and every kind in the schema: otherwise this does not compile. */
type Complete = {
  readonly [Kind in NodeKindName]: (typeof nodeKinds)[Kind] extends { readonly kind: Kind }
    ? Kind extends PlanNode['kind']
      ? true
      : never
    : never;
};
type AnyNodeKind = NodeKind<NodeKindName, z.ZodType, Json>;
const byName: Readonly<Record<NodeKindName, AnyNodeKind>> & {
  readonly [Kind in keyof Complete]: Complete[Kind] extends true ? AnyNodeKind : never;
} = nodeKinds;

/** In the order of the palette. */
export const nodeKindNames: readonly NodeKindName[] = Object.keys(nodeKinds).filter(isNodeKindName);

export function isNodeKindName(text: string): text is NodeKindName {
  return Object.hasOwn(nodeKinds, text);
}

/** A kind without its settings' type: whoever has a `PlanNode` asks this one. */
export function kindOf(name: NodeKindName): AnyNodeKind {
  return byName[name];
}

export function exitsOf(node: PlanNode): readonly Exit[] {
  return byName[node.kind].exits(node.settings);
}

export function referencesOf(node: PlanNode): readonly Reference[] {
  return byName[node.kind].references(node.settings);
}

function nodeOf<Kind extends string, Schema extends z.ZodType>({ kind, settings }: { readonly kind: Kind; readonly settings: Schema }) {
  return z.object({
    id: planPartIdSchema,
    kind: z.literal(kind),
    /** Empty: the kind's name is shown. */
    title: z.string().max(80),
    position: positionSchema,
    settings,
  });
}
