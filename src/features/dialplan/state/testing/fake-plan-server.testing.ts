import { z } from 'zod';
import {
  attachmentListSchema,
  changeDraftSchema,
  createPlanSchema,
  importPlanSchema,
  publishPlanSchema,
  renamePlanSchema,
  simulationTestListSchema,
  type Attachment,
  type PlanDetail,
  type PlanSummary,
  type PlanVersion,
  type PlanWorld,
} from '../../../../../protocol/dialplan/api.ts';
import { applyOperation } from '../../../../../protocol/dialplan/edit.ts';
import { emptyPlan, planSchema, type Plan } from '../../../../../protocol/dialplan/plan.ts';
import type { SimulationTest } from '../../../../../protocol/dialplan/simulation-test.ts';
import { createScheduleSchema, updateScheduleSchema } from '../../../../../protocol/dialplan/things-api.ts';
import { mayBePublished, validatePlan } from '../../../../../protocol/dialplan/validate.ts';
import { errorTable, type ErrorCode } from '../../../../../protocol/wire/errors.ts';
import { emptyWorld } from '../empty-world.ts';

interface StoredPlan {
  id: string;
  name: string;
  draft: Plan;
  revision: number;
  publishedVersion: number | null;
  publishedRevision: number;
  versions: (PlanVersion & { plan: Plan })[];
  lines: Attachment[];
  tests: SimulationTest[];
}

class Refused extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;
  constructor(code: ErrorCode, fields: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

const anyBody = z.record(z.string(), z.unknown());
type Handler = (id: string, body: unknown, rest: readonly string[]) => unknown;

/** The plans' part of the server in memory: what protocol/dialplan/api.ts says, for tests and for looking at the editor. */
export class FakePlanServer {
  world: PlanWorld;
  readonly plans = new Map<string, StoredPlan>();
  readonly schedules = new Map<
    string,
    { id: string; name: string; schedule: PlanWorld['schedules'][number]['schedule']; version: number }
  >();
  #nextId = 1;
  /** Requests that were answered, as `METHOD path`. */
  readonly requests: string[] = [];

  constructor(world: PlanWorld = emptyWorld) {
    this.world = world;
    for (const { id, name, schedule } of world.schedules) this.schedules.set(id, { id, name, schedule, version: 1 });
  }

  add(name: string, draft: Plan = emptyPlan()): StoredPlan {
    const id = `plan-${String(this.#nextId++)}`;
    const plan: StoredPlan = {
      id,
      name,
      draft,
      revision: 1,
      publishedVersion: null,
      publishedRevision: 0,
      versions: [],
      lines: [],
      tests: [],
    };
    this.plans.set(id, plan);
    return plan;
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const path =
      String(input instanceof Request ? input.url : input)
        .replace(/^https?:\/\/[^/]+/, '')
        .split('?')[0] ?? '';
    const method = init.method ?? 'GET';
    this.requests.push(`${method} ${path}`);
    try {
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      const answer = this.#answer(method, path.split('/').slice(2), body);
      if (answer === undefined) return new Response(null, { status: 204 });
      return Response.json(answer, { status: method === 'POST' ? 201 : 200 });
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      return Response.json(
        { code: cause.code, message: cause.code, requestId: 'r', fields: cause.fields },
        { status: errorTable[cause.code].status },
      );
    }
  };

  #answer(method: string, [collection, id = '', ...rest]: readonly string[], body: unknown): unknown {
    if (collection === 'schedules') return this.#schedule(method, id, body);
    if (collection !== 'plans') throw new Refused('not-found');
    const key = `${method} ${id === '' || id === 'import' ? id : ['ID', rest[0] ?? ''].filter((part) => part !== '').join('/')}${rest.length > 1 ? '/N' : ''}`;
    const handle = this.#routes[key];
    if (handle === undefined) throw new Refused('not-found');
    return handle(id, body, rest);
  }

  readonly #routes: Readonly<Record<string, Handler>> = {
    'GET ': () => ({ items: [...this.plans.values()].map((plan) => this.#summary(plan)) }),
    'POST ': (_id, body) => {
      const { name } = createPlanSchema.parse(body);
      this.#refuseTaken(name);
      return this.#detail(this.add(name));
    },
    'POST import': (_id, body) => {
      const { name, file } = importPlanSchema.parse(body);
      const plan = planSchema.safeParse(anyBody.parse(file)['plan']);
      return { plan: this.#detail(this.add(name, plan.success ? plan.data : emptyPlan())), repairs: plan.success ? [] : ['all'] };
    },
    'GET ID': (id) => this.#detail(this.#plan(id)),
    'PATCH ID': (id, body) => {
      const { name } = renamePlanSchema.parse(body);
      this.#refuseTaken(name);
      this.#plan(id).name = name;
      return this.#detail(this.#plan(id));
    },
    'DELETE ID': (id) => {
      if (this.#plan(id).lines.length > 0) throw new Refused('in-use');
      this.plans.delete(id);
    },
    'PUT ID/draft': (id, body) => this.#changeDraft(this.#plan(id), changeDraftSchema.parse(body)),
    'POST ID/publish': (id, body) => this.#publish(this.#plan(id), publishPlanSchema.parse(body)),
    'GET ID/versions': (id) => ({ items: this.#plan(id).versions.toReversed() }),
    'GET ID/versions/N': (id, _body, [, number]) => {
      const version = this.#plan(id).versions.find((each) => String(each.number) === number);
      if (version === undefined) throw new Refused('not-found');
      return version;
    },
    'GET ID/attachments': (id) => ({ items: this.#plan(id).lines }),
    'PUT ID/attachments': (id, body) => {
      const { items } = attachmentListSchema.parse(body);
      const others = [...this.plans.values()].filter((plan) => plan.id !== id).flatMap((plan) => plan.lines);
      const index = items.findIndex((item) => others.some((line) => line.number === item.number));
      if (index >= 0) throw new Refused('taken', { [`items.${String(index)}.number`]: 'taken' });
      this.#plan(id).lines = items;
      return { items };
    },
    'GET ID/world': () => ({
      ...this.world,
      schedules: [...this.schedules.values()].map(({ id, name, schedule }) => ({ id, name, schedule })),
    }),
    'GET ID/tests': (id) => ({ items: this.#plan(id).tests }),
    'PUT ID/tests': (id, body) => {
      this.#plan(id).tests = simulationTestListSchema.parse(body).items;
      return { items: this.#plan(id).tests };
    },
    'GET ID/live': () => ({ nodes: [], calls: [] }),
    'GET ID/runs': () => ({ items: [] }),
  };

  #schedule(method: string, id: string, body: unknown): unknown {
    if (method === 'GET') return { items: [...this.schedules.values()] };
    if (method === 'POST') {
      const made = { ...createScheduleSchema.parse(body), id: `schedule-${String(this.#nextId++)}`, version: 1 };
      this.schedules.set(made.id, made);
      return made;
    }
    const known = this.schedules.get(id);
    if (known === undefined) throw new Refused('not-found');
    const { name = known.name, schedule = known.schedule, version } = updateScheduleSchema.parse(body);
    if (version !== known.version) throw new Refused('changed-meanwhile');
    const changed = { id, name, schedule, version: version + 1 };
    this.schedules.set(id, changed);
    return changed;
  }

  #plan(id: string): StoredPlan {
    const plan = this.plans.get(id);
    if (plan === undefined) throw new Refused('not-found');
    return plan;
  }

  #refuseTaken(name: string): void {
    if ([...this.plans.values()].some((plan) => plan.name === name)) throw new Refused('taken', { name: 'taken' });
  }

  #changeDraft(plan: StoredPlan, { revision, operations }: z.infer<typeof changeDraftSchema>): unknown {
    if (revision !== plan.revision) throw new Refused('changed-meanwhile');
    let { draft } = plan;
    for (const operation of operations) {
      const result = applyOperation(draft, operation);
      if (!result.ok) throw new Refused('invalid-fields', { operations: result.reason });
      draft = result.plan;
    }
    plan.draft = draft;
    plan.revision += 1;
    return { revision: plan.revision };
  }

  #publish(plan: StoredPlan, { revision, publishedVersion, note }: z.infer<typeof publishPlanSchema>): unknown {
    if (revision !== plan.revision || publishedVersion !== plan.publishedVersion) throw new Refused('changed-meanwhile');
    const findings = validatePlan(plan.draft, this.world);
    if (!mayBePublished(findings)) return { outcome: 'refused', findings, failedTests: [] };
    const number = plan.versions.length + 1;
    plan.versions.push({ number, at: new Date(0).toISOString(), byName: 'Admin', note, plan: plan.draft });
    plan.publishedVersion = number;
    plan.publishedRevision = plan.revision;
    return { outcome: 'published', version: number };
  }

  #detail(plan: StoredPlan): PlanDetail {
    const { id, name, draft, revision, publishedVersion } = plan;
    const isDraftChanged = plan.publishedRevision !== revision;
    return { id, name, draft, revision, publishedVersion, isDraftChanged, updatedAt: new Date(0).toISOString(), updatedByName: 'Admin' };
  }

  #summary(plan: StoredPlan): PlanSummary {
    const { draft: _draft, ...detail } = this.#detail(plan);
    const findings = validatePlan(plan.draft, this.world);
    const errorCount = findings.filter(({ severity }) => severity === 'error').length;
    return {
      ...detail,
      attached: plan.lines.map(({ kind, number }) => ({ kind, number })),
      errorCount,
      warningCount: findings.length - errorCount,
    };
  }
}
