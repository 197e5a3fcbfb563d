import type { planTemplates } from '../../../protocol/dialplan/api.ts';
import { nodeKinds, nodeSchema, type NodeKindName, type PlanNode, type SettingsOf } from '../../../protocol/dialplan/nodes/index.ts';
import { emptyPlan, type Plan } from '../../../protocol/dialplan/plan.ts';
import type { Sound } from '../../../protocol/dialplan/sounds.ts';
import { inColumns } from './plan-columns.ts';

export type PlanTemplate = (typeof planTemplates)[number];

/** What a new plan begins with. */
export function planOfTemplate(template: PlanTemplate, language: Plan['language']): Plan {
  return { ...emptyPlan(), language, ...(template === 'main-line' ? mainLine(nothingChosen) : {}) };
}

/** What the main line leads to. Empty: to be chosen in the editor. */
export interface MainLineParts {
  readonly scheduleId: string;
  readonly promptSounds: readonly Sound[];
  readonly options: readonly MainLineOption[];
  /** Who takes messages of those who press nothing, and when nobody is there. */
  readonly boxUserId: string;
}

export type MainLineOption = { readonly keys: string; readonly label: string } & (
  | { readonly kind: 'ring'; readonly settings: Partial<SettingsOf<'ring'>> }
  | { readonly kind: 'queue'; readonly queueId: string }
  | { readonly kind: 'voicemail'; readonly userId: string }
);

const nothingChosen: MainLineParts = {
  scheduleId: '',
  promptSounds: [],
  boxUserId: '',
  options: [
    { keys: '1', label: 'Queue', kind: 'queue', queueId: '' },
    { keys: '2', label: 'Ring group', kind: 'ring', settings: { targets: [{ kind: 'ring-group', groupId: '' }] } },
    { keys: '3', label: 'Voicemail', kind: 'voicemail', userId: '' },
  ],
};

/** Schedule → attendant with its options → a box for whoever is left over; closed → an announcement, then the box. */
export function mainLine(parts: MainLineParts): Pick<Plan, 'entries' | 'nodes' | 'edges' | 'fallback'> {
  const box = { kind: 'user', userId: parts.boxUserId } as const;
  const options = parts.options.map(optionNode);
  const menu = {
    ...nodeKinds.attendant.defaults,
    sounds: [...parts.promptSounds],
    options: parts.options.map(({ keys, label }) => ({ id: `key-${keys}`, keys, label })),
  };
  const { entry, nodes } = inColumns([
    [node('hours', 'schedule', { ...nodeKinds.schedule.defaults, scheduleId: parts.scheduleId })],
    [
      node('menu', 'attendant', menu),
      node('closed', 'play', { ...nodeKinds.play.defaults, sounds: [{ kind: 'phrase', phrase: 'closed' }] }),
    ],
    options,
    [node('box', 'voicemail', { box, greeting: 'default' })],
    [node('end', 'hang-up', nodeKinds['hang-up'].defaults)],
  ]);
  const edges = [
    edge('start', 'start', 'hours'),
    edge('hours', 'open', 'menu'),
    edge('hours', 'closed', 'closed'),
    edge('closed', 'done', 'box'),
    ...parts.options.map(({ keys }, index) => edge('menu', `option:key-${keys}`, options[index]?.id ?? 'box')),
    edge('menu', 'timeout', 'box'),
    edge('menu', 'invalid', 'box'),
    ...options.flatMap(leftOver),
    edge('box', 'done', 'end'),
  ];
  const entries = [{ id: 'start', name: 'Main line', position: entry }];
  return { entries, nodes, edges, fallback: parts.boxUserId === '' ? { kind: 'hang-up' } : { kind: 'voicemail', box } };
}

function optionNode(option: MainLineOption): PlanNode {
  const id = `option-${option.keys}`;
  switch (option.kind) {
    case 'ring':
      return node(id, 'ring', { ...nodeKinds.ring.defaults, ...option.settings }, option.label);
    case 'queue':
      return node(id, 'queue', { ...nodeKinds.queue.defaults, queueId: option.queueId }, option.label);
    default:
      return node(id, 'voicemail', { box: { kind: 'user', userId: option.userId }, greeting: 'default' }, option.label);
  }
}

/** Every way out of an option's node after which nobody talks. */
function leftOver({ id, kind }: PlanNode): Plan['edges'] {
  if (kind === 'ring') return ['no-answer', 'busy', 'unreachable'].map((exit) => edge(id, exit, 'box'));
  if (kind === 'queue') return [...['timeout', 'full', 'no-agents'].map((exit) => edge(id, exit, 'box')), edge(id, 'callback', 'end')];
  return [edge(id, 'done', 'end')];
}

function edge(from: string, exit: string, to: string): Plan['edges'][number] {
  return { from, exit, to };
}

/** Checked where it is made: settings that are not those of the kind would be our own mistake. Its place comes later. */
function node<Kind extends NodeKindName>(id: string, kind: Kind, settings: SettingsOf<Kind>, title = ''): PlanNode {
  return nodeSchema.parse({ id, kind, title, position: { x: 0, y: 0 }, settings });
}
