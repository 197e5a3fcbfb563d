import type { TFunction } from 'i18next';
import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';
import type { Exit } from '../../../../protocol/dialplan/node-kind.ts';
import { exitsOf, type NodeOf, type PlanNode } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Sound } from '../../../../protocol/dialplan/sounds.ts';
import type { words } from '../words.en.ts';

export type Say = TFunction<'dialplan'>;

/** The node's own title, or what its kind is called. */
export function titleOf(node: PlanNode, t: Say): string {
  return node.title === '' ? t(`kinds.${node.kind}.name`) : node.title;
}

type ExitName = keyof typeof words.exits;
const exitNames: readonly ExitName[] = [
  'answered',
  'no-answer',
  'busy',
  'unreachable',
  'timeout',
  'full',
  'no-agents',
  'callback',
  'done',
  'digit',
  'got',
  'right',
  'wrong',
  'wrong-pin',
  'extension',
  'invalid',
  'open',
  'closed',
  'continue',
  'subscribed',
  'yes',
  'no',
  'ok',
  'failed',
  'found',
  'unknown',
  'next',
  'start',
];

/** What an exit means: its own label where the settings made it, else the word for its name. */
export function exitLabel(exit: Exit, t: Say): string {
  const name = exitNames.find((each) => each === exit.id);
  const word = name === undefined ? undefined : t(`exits.${name}`);
  // A queue's exit key is labelled by the key alone.
  if (exit.label !== undefined && name !== undefined) return `${word ?? exit.id} ${exit.label}`;
  return exit.label ?? word ?? exit.id;
}

/** The label of a node's exit by its id; the id itself when the node no longer has it. */
export function exitLabelOf(node: PlanNode, exitId: string, t: Say): string {
  const exit = exitsOf(node).find((each) => each.id === exitId);
  return exit === undefined ? exitId : exitLabel(exit, t);
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function nameIn(things: readonly Named[], id: string, t: Say): string {
  if (id === '') return t('summary.notChosen');
  return things.find((thing) => thing.id === id)?.name ?? t('field.goneName');
}

/** One line about what a node does, with the names of what it uses. */
export function summaryOf(node: PlanNode, world: PlanWorld, t: Say): string {
  switch (node.kind) {
    case 'ring':
      return ringSummary(node, world, t);
    case 'queue':
      return nameIn(world.queues, node.settings.queueId, t);
    case 'voicemail': {
      const { box } = node.settings;
      return box.kind === 'box' ? nameIn(world.voicemailBoxes, box.boxId, t) : nameIn(world.users, box.userId, t);
    }
    case 'attendant':
      return node.settings.sounds.length === 0
        ? t('summary.options', { count: node.settings.options.length })
        : soundsSummary(node.settings.sounds, world, t);
    case 'schedule':
      return nameIn(world.schedules, node.settings.scheduleId, t);
    case 'play':
    case 'collect':
      return soundsSummary(node.settings.sounds, world, t);
    case 'wait':
      return t('summary.seconds', { count: node.settings.seconds });
    case 'external':
      return node.settings.number === '' ? t('summary.notChosen') : node.settings.number;
    case 'conference':
      return node.settings.roomId === '' ? t('summary.notChosen') : node.settings.roomId;
    case 'pin':
      return nameIn(world.pins, node.settings.pinId, t);
    case 'service-notice':
      return nameIn(world.serviceNotices, node.settings.noticeId, t);
    case 'sub-plan':
    case 'go-to':
      return nameIn(world.plans, node.settings.planId, t);
    default:
      return flowSummary(node, t);
  }
}

type FlowNode = NodeOf<
  'set-prefix' | 'set-language' | 'set-variable' | 'set-priority' | 'if' | 'http' | 'lookup' | 'record' | 'notify' | 'return' | 'hang-up'
>;

function flowSummary(node: FlowNode, t: Say): string {
  switch (node.kind) {
    case 'set-prefix':
      return node.settings.prefix === '' ? t('summary.none') : node.settings.prefix;
    case 'set-language':
      return t(`languages.${node.settings.language}`);
    case 'set-variable':
      return `${node.settings.name} = ${node.settings.value}`;
    case 'set-priority': {
      const { priority, skills } = node.settings;
      return [priority === null ? '' : t('summary.priority', { priority }), ...(skills ?? [])].filter((part) => part !== '').join(', ');
    }
    case 'if':
      return t('summary.cases', { count: node.settings.cases.length });
    case 'http':
      return node.settings.url === '' ? t('summary.notChosen') : `${node.settings.method} ${node.settings.url}`;
    case 'lookup':
      return t('summary.lookup');
    case 'record':
      return t(node.settings.isOn ? 'summary.on' : 'summary.off');
    case 'notify':
      return t('summary.recipients', { count: node.settings.to.length });
    case 'return':
      return node.settings.end;
    default:
      return t(`causes.${node.settings.cause}`);
  }
}

function ringSummary(node: NodeOf<'ring'>, world: PlanWorld, t: Say): string {
  const names = node.settings.targets.map((target) => {
    switch (target.kind) {
      case 'user':
        return nameIn(world.users, target.userId, t);
      case 'ring-group':
        return nameIn(world.ringGroups, target.groupId, t);
      case 'typed':
        return t('targets.typed');
      default:
        return target.number;
    }
  });
  if (names.length === 0) return t('summary.nobody');
  return `${names.join(', ')} · ${t('summary.seconds', { count: node.settings.timeoutSeconds })}`;
}

/** What is heard, by name. */
export function soundName(sound: Sound, world: PlanWorld, t: Say): string {
  switch (sound.kind) {
    case 'prompt':
      return nameIn(world.prompts, sound.promptId, t);
    case 'phrase':
      return t(`phrases.${sound.phrase}`);
    case 'number':
      return String(sound.value);
    default:
      return sound.digits.split('').join(' ');
  }
}

function soundsSummary(sounds: readonly Sound[], world: PlanWorld, t: Say): string {
  return sounds.length === 0 ? t('summary.silent') : sounds.map((sound) => soundName(sound, world, t)).join(', ');
}
