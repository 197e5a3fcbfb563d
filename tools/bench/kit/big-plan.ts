import type { Page } from '@playwright/test';
import type { PlanDetail, PlanWorld } from '../../../protocol/dialplan/api.ts';
import { kindOf, nodeSchema, type NodeKindName } from '../../../protocol/dialplan/nodes/index.ts';
import { emptyPlan, type Plan } from '../../../protocol/dialplan/plan.ts';

const kinds: readonly NodeKindName[] = ['play', 'wait', 'set-prefix', 'record', 'notify'];
const columns = 25;

/** A plan of so many nodes in one long chain, in rows. */
export function bigPlan(count: number): Plan {
  const nodes = Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'play';
    const position = { x: (index % columns) * 320 + 240, y: Math.floor(index / columns) * 160 };
    return nodeSchema.parse({ id: `n${String(index)}`, kind, title: `Node ${String(index)}`, position, settings: kindOf(kind).defaults });
  });
  const exitOf = (kind: string): string => (kind === 'play' || kind === 'wait' ? 'done' : 'next');
  const edges = nodes.slice(1).map((node, index) => ({ from: `n${String(index)}`, exit: exitOf(nodes[index]?.kind ?? ''), to: node.id }));
  return { ...emptyPlan(), nodes, edges: [{ from: 'start', exit: 'start', to: 'n0' }, ...edges] };
}

const world: PlanWorld = {
  users: [],
  extensions: [],
  ringGroups: [],
  queues: [],
  voicemailBoxes: [],
  prompts: [],
  schedules: [],
  pins: [],
  plans: [],
  serviceNotices: [],
  routes: [],
  pbxs: [],
  emergencyNumbers: [],
  timeZone: 'UTC',
};

/** Answers the page in the server's place: an admin, and one plan. Only the page is measured. */
export async function fulfilApi(page: Page, origin: string, draft: Plan): Promise<void> {
  const detail: PlanDetail = {
    id: 'bench',
    name: 'Bench',
    draft,
    revision: 1,
    publishedVersion: null,
    isDraftChanged: true,
    updatedAt: new Date(0).toISOString(),
    updatedByName: null,
  };
  const me = {
    userId: 'u',
    email: 'admin@bench.test',
    displayName: 'Admin',
    role: 'admin',
    tenant: { id: 't', name: 'Bench', slug: 'bench' },
    mustChangePassword: false,
    csrfToken: 'c',
    extensions: [],
    protocolVersion: 1,
  };
  const answers: Readonly<Record<string, unknown>> = {
    '/api/session': me,
    '/api/plans/bench': detail,
    '/api/plans/bench/world': world,
    '/api/plans/bench/attachments': { items: [] },
    '/api/plans/bench/live': { nodes: [], calls: [] },
  };
  await page.route(`${origin}/api/**`, async (route) => {
    const answer = answers[new URL(route.request().url()).pathname];
    if (answer !== undefined) return route.fulfill({ json: answer });
    return route.fulfill({ status: 404, json: { code: 'not-found', message: '', requestId: 'r' } });
  });
}
