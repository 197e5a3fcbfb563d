import type { CallerFacts, PlanSet } from '../../../protocol/dialplan/run.ts';
import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { AttendedCall, Attendant, CallRouting, RingRequest, Route, RouteRequest } from '../../telephony/index.ts';
import { personalEntryId, personalPlan } from './personal-plan.ts';
import { PlanRun, type PlanRunWorld } from './plan-run.ts';
import type { PublishedPlans } from './published-plans.ts';

export interface PlanRoutingOptions {
  readonly world: PlanRunWorld;
  readonly published: Pick<PublishedPlans, 'entranceOf'>;
  /** For what is no plan's. */
  readonly direct: CallRouting;
  readonly subscribers: Pick<Subscribers, 'settings'>;
  /** Of greetings and announcements where no plan says one. */
  readonly languageOf: (tenantId: string, pbxId: string) => Promise<Language>;
}

interface RunOrder {
  readonly plans: PlanSet;
  readonly entryId: string;
  readonly because: RingRequest['because'];
  readonly isKept: boolean;
}

/**
 * Where a call goes: what was dialled is attached to a plan, and the plan takes the call; else it is a person's, and goes to their box
 * when nobody answers and they have one; else nowhere.
 */
export class PlanRouting implements CallRouting {
  readonly #options: PlanRoutingOptions;
  readonly #runs = new Set<PlanRun>();

  constructor(options: PlanRoutingOptions) {
    this.#options = options;
  }

  /** Calls that are in a plan, or talk through one. */
  get running(): number {
    return this.#runs.size;
  }

  async route(request: RouteRequest): Promise<Route> {
    const { caller, pbxId, dialled } = request;
    const entrance = await this.#options.published.entranceOf(caller.tenantId, pbxId, attachedForm(dialled));
    // An extension whose plan is not published yet is nobody's.
    if (entrance === 'unpublished') return { kind: 'nowhere' };
    if (entrance) {
      const { planName, plans, entryId } = entrance;
      const attend = this.#attend({ plans, entryId, because: { kind: 'plan', name: planName }, isKept: true });
      return { kind: 'attended', callee: { userId: undefined, displayName: planName, number: attachedForm(dialled) }, attend };
    }
    return this.#personal(await this.#options.direct.route(request), request);
  }

  async #personal(route: Route, { caller, pbxId }: RouteRequest): Promise<Route> {
    // One's own number rings one's other devices; a message to oneself is nothing that anybody wants.
    if (route.kind !== 'person' || route.person.userId === caller.userId) return route;
    const { person, number } = route;
    const { world, subscribers, languageOf } = this.#options;
    if (!(await world.ports.voicemail.isOnFor(person.tenantId, person.userId))) return route;
    const { noAnswerSeconds } = await subscribers.settings(person.tenantId, person.userId);
    const language = await languageOf(person.tenantId, pbxId);
    const plans = personalPlan({ userId: person.userId, noAnswerSeconds, language });
    const attend = this.#attend({ plans, entryId: personalEntryId, because: { kind: 'direct', name: '' }, isKept: false });
    return { kind: 'attended', callee: { userId: person.userId, displayName: person.displayName, number }, attend };
  }

  #attend(order: RunOrder): Attendant {
    return async (call) => {
      const { world } = this.#options;
      try {
        const run = new PlanRun({ world, call, caller: callerOf(call), ...order });
        this.#runs.add(run);
        await run.over;
        this.#runs.delete(run);
      } catch (error) {
        world.logger.error({ err: error, call: call.id }, 'a dial plan could not begin');
        call.end('failed');
      }
    };
  }
}

function callerOf(call: AttendedCall): CallerFacts {
  const { userId, displayName, number } = call.caller;
  return { number, name: displayName, isInternal: userId !== undefined, userId, dialled: call.dialled };
}

/** As attachments are kept: without what people put between digits, and `00` as the plus of a number. */
function attachedForm(dialled: string): string {
  const plain = dialled
    .trim()
    .replace(/^tel:/iu, '')
    .replaceAll(/[\s().\-/]/gu, '');
  return /^00[1-9]\d{5,14}$/u.test(plain) ? `+${plain.slice(2)}` : plain;
}
