import { emptyPlan, entryExit, type Plan } from '../../../protocol/dialplan/plan.ts';
import { nodeKinds } from '../../../protocol/dialplan/nodes/index.ts';
import type { PlanSet } from '../../../protocol/dialplan/run.ts';
import type { Language } from '../../../protocol/dialplan/sounds.ts';

export const personalEntryId = 'start';
const personalPlanId = 'personal';
const position = { x: 0, y: 0 };

export interface PersonalPlanFacts {
  readonly userId: string;
  /** The person's own no-answer time. */
  readonly noAnswerSeconds: number;
  readonly language: Language;
}

/** What a call to a person with voicemail does: their phones ring, and who is not answered leaves a message. Nobody draws or stores it. */
export function personalPlan({ userId, noAnswerSeconds, language }: PersonalPlanFacts): PlanSet {
  const box = { kind: 'user', userId } as const;
  const plan: Plan = {
    ...emptyPlan(),
    language,
    entries: [{ id: personalEntryId, name: 'Start', position }],
    nodes: [
      {
        id: 'phones',
        kind: 'ring',
        title: '',
        position,
        settings: { ...nodeKinds.ring.defaults, targets: [{ kind: 'user', userId }], timeoutSeconds: noAnswerSeconds },
      },
      { id: 'box', kind: 'voicemail', title: '', position, settings: { box, greeting: 'default' } },
      { id: 'busy-box', kind: 'voicemail', title: '', position, settings: { box, greeting: 'busy' } },
      { id: 'end', kind: 'hang-up', title: '', position, settings: nodeKinds['hang-up'].defaults },
    ],
    edges: [
      { from: personalEntryId, exit: entryExit, to: 'phones' },
      { from: 'phones', exit: 'no-answer', to: 'box' },
      { from: 'phones', exit: 'unreachable', to: 'box' },
      { from: 'phones', exit: 'busy', to: 'busy-box' },
      { from: 'box', exit: 'done', to: 'end' },
      { from: 'busy-box', exit: 'done', to: 'end' },
    ],
    fallback: { kind: 'voicemail', box },
  };
  return { mainPlanId: personalPlanId, plans: { [personalPlanId]: { version: 0, plan } } };
}
