import { scheduleSchema } from '../schedule.ts';
import type { PlanSet } from '../run.ts';
import type { SimulationWorld } from '../simulated-answers.ts';
import type { Sound } from '../sounds.ts';
import { buildPlan, planSetOf } from './build-plan.ts';

const say = (promptId: string): Sound[] => [{ kind: 'prompt', promptId }];
const box = (boxId: string) => ({ kind: 'box', boxId }) as const;
const user = (userId: string) => ({ kind: 'user', userId }) as const;

/** A company in Berlin: weekdays 9 to 17 with lunch from 12 to 13; closed on the 25th of December. */
export const scriptedWorld: SimulationWorld = {
  schedules: [
    {
      id: 'hours',
      schedule: scheduleSchema.parse({
        timeZone: 'Europe/Berlin',
        weekly: [
          { days: [1, 2, 3, 4, 5], from: '12:00', to: '13:00', period: 'lunch' },
          { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
        ],
        exceptions: [{ name: 'Christmas', fromDate: '2025-12-25', toDate: '2025-12-26', isYearly: true }],
      }),
    },
  ],
  extensions: [
    { number: '101', name: 'Anna Meyer' },
    { number: '102', name: 'Bernd Meyer' },
    { number: '110', name: 'Zoë Groß' },
    { number: '2000', name: 'Front Desk' },
  ],
  prompts: [{ id: 'welcome', durationMs: 6_000 }],
};

/** number → schedule → attendant (1 queue, 2 ring group, 3 voicemail, timeout, invalid). */
const mainLine = buildPlan({
  nodes: {
    hours: { kind: 'schedule', scheduleId: 'hours', periods: ['lunch'] },
    menu: {
      kind: 'attendant',
      sounds: say('welcome'),
      options: [
        { id: 'service', keys: '1', label: 'Service' },
        { id: 'sales', keys: '2', label: 'Sales' },
        { id: 'box', keys: '3', label: '' },
        { id: 'twelve', keys: '12', label: '' },
        { id: 'star', keys: '*', label: '' },
        { id: 'hash', keys: '#', label: '' },
      ],
      extensions: { isOn: true, minDigits: 3, maxDigits: 4, firstDigits: '12' },
      nameKeys: '9',
      repeats: 1,
      maxWrong: 2,
    },
    queue: { kind: 'queue', queueId: 'service', exitDigit: '0' },
    group: { kind: 'ring', targets: [{ kind: 'ring-group', groupId: 'sales' }], timeoutSeconds: 20 },
    box: { kind: 'voicemail', box: box('team') },
    typed: { kind: 'ring', targets: [{ kind: 'typed', variable: 'extension' }] },
    nightly: { kind: 'play', sounds: [{ kind: 'phrase', phrase: 'closed' }] },
    bye: { kind: 'hang-up' },
    busy: { kind: 'hang-up', cause: 'busy' },
    later: { kind: 'play', sounds: say('later') },
  },
  ways: [
    'start > hours',
    'hours.open > menu',
    'hours.closed > nightly',
    'hours.period:lunch > box',
    'menu.option:service > queue',
    'menu.option:sales > group',
    'menu.option:box > box',
    'menu.option:twelve > later',
    'menu.option:star > menu',
    'menu.option:hash > busy',
    'menu.extension > typed',
    'menu.timeout > box',
    'menu.invalid > bye',
    'queue.timeout > box',
    'queue.full > later',
    'queue.no-agents > box',
    'queue.digit > menu',
    'queue.callback > bye',
    'group.no-answer > box',
    'group.busy > later',
    'group.unreachable > bye',
    'typed.no-answer > box',
    'typed.busy > box',
    'typed.unreachable > bye',
    'box.done > bye',
    'nightly.done > box',
    'later.done > bye',
  ],
});

/** A PIN, a conference, an outside number, a recording, a message to the team. */
const backOffice = buildPlan({
  nodes: {
    pin: { kind: 'pin', pinId: 'door', attempts: 2 },
    room: { kind: 'conference', roomId: 'weekly', pinId: 'guests', hostPinId: 'hosts' },
    record: { kind: 'record' },
    away: { kind: 'external', number: '+4917012345', routeId: 'trunk' },
    quiet: { kind: 'record', isOn: false },
    tell: { kind: 'notify', channel: 'email', to: ['team@example.org'], text: '{{caller.name}} ({{caller.number}}) could not be helped' },
    bye: { kind: 'hang-up' },
    out: { kind: 'hang-up', cause: 'not-allowed' },
  },
  ways: [
    'start > pin',
    'pin.right > record',
    'pin.wrong > room',
    'record.next > away',
    'away.no-answer > quiet',
    'away.busy > tell',
    'away.failed > tell',
    'quiet.next > tell',
    'tell.next > bye',
    'room.done > bye',
    'room.wrong-pin > out',
  ],
});

/** Variables, conditions, questions and an outage. */
const service = buildPlan({
  nodes: {
    outage: { kind: 'service-notice', noticeId: 'mail', sounds: say('outage') },
    thanks: { kind: 'play', sounds: say('thanks') },
    lookup: { kind: 'lookup' },
    vip: {
      kind: 'if',
      cases: [
        { id: 'vip', label: 'VIP', all: [{ about: 'vip' }] },
        {
          id: 'ticket',
          label: 'Ticket',
          all: [{ about: 'open-ticket' }, { about: 'queue', queueId: 'service', measure: 'waiting', test: 'below', value: 5 }],
        },
        { id: 'berlin', label: 'Berlin', all: [{ about: 'caller-number', test: 'starts-with', value: '+4930' }] },
      ],
    },
    german: { kind: 'set-language', language: 'de' },
    prefix: { kind: 'set-prefix', prefix: 'VIP {{callerName}}: ' },
    first: { kind: 'set-priority', priority: 9, skills: ['german'] },
    queue: { kind: 'queue', queueId: 'service', showVariables: ['customer'] },
    ask: { kind: 'collect', variable: 'customer', sounds: say('customer-number'), minKeys: 4, maxKeys: 8, repeats: 1 },
    check: {
      kind: 'http',
      url: 'https://crm.example.org/c?n={{customer}}',
      pick: [{ variable: 'level', pointer: '/level' }],
    },
    gold: { kind: 'if', cases: [{ id: 'gold', label: '', all: [{ about: 'variable', name: 'level', test: 'equals', value: 'gold' }] }] },
    note: { kind: 'set-variable', name: 'topic', value: 'number {{customer}}' },
    pause: { kind: 'wait', seconds: 10, background: { kind: 'music' }, endsOnKey: true },
    desk: { kind: 'ring', targets: [user('anna'), { kind: 'extension', number: '110' }], showVariables: ['topic'] },
    bye: { kind: 'hang-up' },
  },
  ways: [
    'start > outage',
    'outage.continue > lookup',
    'outage.subscribed > thanks',
    'thanks.done > bye',
    'lookup.found > vip',
    'lookup.unknown > ask',
    'vip.case:vip > german',
    'german.next > prefix',
    'prefix.next > first',
    'first.next > queue',
    'vip.case:ticket > queue',
    'vip.case:berlin > desk',
    'vip.no > ask',
    'ask.got > check',
    'ask.timeout > bye',
    'check.ok > gold',
    'check.failed > note',
    'gold.yes > queue',
    'gold.no > note',
    'note.next > pause',
    'pause.done > desk',
    'pause.digit > bye',
    'desk.no-answer > bye',
    'desk.busy > pause',
    'desk.unreachable > bye',
    'queue.timeout > bye',
    'queue.full > bye',
    'queue.no-agents > bye',
    'queue.callback > bye',
  ],
});

/** Goes through another plan and to a third; the greeting returns by two ends, one of which has no exit here. */
const nested = buildPlan({
  nodes: {
    greet: { kind: 'sub-plan', planId: 'greeting', ends: ['go on', 'later'] },
    on: { kind: 'go-to', planId: 'service', entryId: 'start' },
    bye: { kind: 'hang-up' },
  },
  ways: ['start > greet', 'greet.end:go on > on', 'greet.end:later > bye'],
  more: { fallback: { kind: 'voicemail', box: box('nested') } },
});
const greeting = buildPlan({
  nodes: {
    hello: {
      kind: 'attendant',
      sounds: say('hello'),
      isInterruptible: false,
      options: [1, 2, 3, 4].map((key) => ({ id: `k${key}`, keys: String(key), label: '' })),
      repeats: 0,
    },
    yes: { kind: 'return', end: 'go on' },
    no: { kind: 'return', end: 'later' },
    odd: { kind: 'return', end: 'unheard of' },
  },
  ways: [
    'start > hello',
    'hello.option:k1 > yes',
    'hello.option:k2 > no',
    'hello.option:k3 > odd',
    'hello.timeout > no',
    'hello.invalid > no',
  ],
});

/** Circles, and ways that end. */
const loops = buildPlan({
  nodes: {
    count: { kind: 'set-variable', name: 'n', value: '{{n}}x' },
    again: { kind: 'set-variable', name: 'm', value: 'y' },
  },
  ways: ['start > count', 'count.next > again', 'again.next > count'],
  more: { fallback: { kind: 'voicemail', box: box('lost') }, maxVisits: 5 },
});
const deep = buildPlan({ nodes: { self: { kind: 'sub-plan', planId: 'deep', ends: [] } }, ways: ['start > self'] });
const open = buildPlan({
  nodes: {
    intro: { kind: 'play', sounds: say('intro'), isInterruptible: true },
    menu: {
      kind: 'attendant',
      sounds: say('menu'),
      options: [
        { id: 'a', keys: '1', label: '' },
        { id: 'b', keys: '21', label: '' },
      ],
      repeats: 0,
      maxWrong: 1,
    },
    mail: { kind: 'voicemail', box: user('anna') },
  },
  ways: ['start > intro', 'intro.done > menu', 'menu.option:a > mail'],
  more: {
    fallback: { kind: 'voicemail', box: box('open') },
    entries: [
      { id: 'start', name: 'Start', position: { x: 0, y: 0 } },
      { id: 'loose', name: 'Loose', position: { x: 0, y: 0 } },
    ],
  },
});
const returning = buildPlan({ nodes: { end: { kind: 'return', end: 'done' } }, ways: ['start > end'] });

const plans = { mainLine, backOffice, service, nested, greeting, loops, deep, open, returning };
export type ScriptedPlan = keyof typeof plans;

/** One of the plans as the main one, with all others to go to. */
export function scriptedPlanSet(main: ScriptedPlan): PlanSet {
  return { ...planSetOf(plans[main], plans), mainPlanId: main };
}
