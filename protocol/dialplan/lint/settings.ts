import type { NodeOf, PlanNode } from '../nodes/index.ts';
import { isChoiceComplete } from '../nodes/attendant-choice.ts';
import { extensionVariable } from '../nodes/parts.ts';
import type { Finding } from '../node-kind.ts';
import type { Plan } from '../plan.ts';
import { finding } from './findings.ts';

/** What is wrong inside a node's settings, whatever else exists. */
export function checkSettings(node: PlanNode, plan: Plan): readonly Finding[] {
  const { id } = node;
  switch (node.kind) {
    case 'ring':
      return checkRing(node, plan);
    case 'external':
      return node.settings.number === '' ? [finding('not-chosen', { id, path: 'number' }, { kind: 'number' })] : [];
    case 'attendant':
      return checkAttendant(node);
    case 'collect':
      return node.settings.minKeys > node.settings.maxKeys ? [finding('impossible-range', { id, path: 'minKeys' })] : [];
    case 'play':
      return node.settings.sounds.length === 0 ? [finding('nothing-to-play', { id, path: 'sounds' })] : [];
    case 'if':
      return node.settings.cases.flatMap(({ all, label }, index) =>
        all.length === 0 ? [finding('not-chosen', { id, path: `cases.${index}.all` }, { kind: 'condition', label })] : [],
      );
    case 'http':
      return checkAddress(id, 'url', node.settings.url);
    case 'notify':
      return checkNotify(node);
    default:
      return [];
  }
}

function checkRing({ id, settings: { targets } }: NodeOf<'ring'>, plan: Plan): readonly Finding[] {
  if (targets.length === 0) return [finding('nobody-to-ring', { id, path: 'targets' })];
  return targets.flatMap((target, index) => {
    if (target.kind === 'typed') {
      const path = `targets.${index}.variable`;
      return mayBeSet(plan, target.variable) ? [] : [finding('variable-never-set', { id, path }, { variable: target.variable })];
    }
    const isMissing = (target.kind === 'extension' || target.kind === 'external') && target.number === '';
    return isMissing ? [finding('not-chosen', { id, path: `targets.${index}.number` }, { kind: 'number' })] : [];
  });
}

/** Whether some node of the plan sets a variable. Look-ups and sub-plans may set any. */
function mayBeSet(plan: Plan, variable: string): boolean {
  return plan.nodes.some((node) => {
    switch (node.kind) {
      case 'lookup':
      case 'sub-plan':
        return true;
      case 'attendant':
        return variable === extensionVariable && (node.settings.extensions.isOn || node.settings.nameKeys !== '');
      case 'collect':
        return node.settings.variable === variable;
      case 'set-variable':
        return node.settings.name === variable;
      case 'http':
        return node.settings.pick.some((pick) => pick.variable === variable);
      default:
        return false;
    }
  });
}

function checkAttendant({ id, settings }: NodeOf<'attendant'>): readonly Finding[] {
  const { options, extensions, nameKeys, sounds } = settings;
  const all = [
    ...options.map(({ keys }, index) => ({ keys, path: `options.${index}.keys` })),
    ...(nameKeys === '' ? [] : [{ keys: nameKeys, path: 'nameKeys' }]),
  ];
  const twice = all.filter(({ keys }, index) => all.findIndex((other) => other.keys === keys) !== index);
  const ids = options.filter((option, index) => options.findIndex((other) => other.id === option.id) !== index);
  const rules = { options: all.map(({ keys }) => ({ id: keys, keys })), extensions };
  const waiting = all.filter(({ keys }) => !isChoiceComplete(rules, keys));
  return [
    ...(sounds.length === 0 ? [finding('nothing-to-play', { id, path: 'sounds' })] : []),
    ...(all.length === 0 && !extensions.isOn ? [finding('attendant-without-options', { id, path: 'options' })] : []),
    ...(extensions.isOn && extensions.minDigits > extensions.maxDigits
      ? [finding('impossible-range', { id, path: 'extensions.minDigits' })]
      : []),
    ...twice.map(({ keys, path }) => finding('option-twice', { id, path }, { keys })),
    ...ids.map(({ keys }) => finding('option-twice', { id, path: 'options' }, { keys })),
    ...waiting.map(({ keys, path }) => finding('option-waits', { id, path }, { keys, seconds: String(settings.nextKeySeconds) })),
  ];
}

function checkNotify({ id, settings: { channel, to } }: NodeOf<'notify'>): readonly Finding[] {
  if (to.length === 0) return [finding('nobody-to-tell', { id, path: 'to' })];
  return channel === 'webhook' ? to.flatMap((address, index) => checkAddress(id, `to.${index}`, address)) : [];
}

/** `https://`, and a host that is no variable: who calls must not choose where the server goes. */
function checkAddress(id: string, path: string, address: string): readonly Finding[] {
  if (address === '') return [finding('not-chosen', { id, path }, { kind: 'address' })];
  return /^https:\/\/[^\s/{}?#@]+(?:[/?#]\S*)?$/u.test(address.replaceAll(/\{\{[^{}]*\}\}/gu, '{}'))
    ? []
    : [finding('address-invalid', { id, path })];
}
