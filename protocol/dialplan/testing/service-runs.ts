import { scripted } from './script.ts';

export const serviceRuns = scripted('service', {
  'outage, subscribed': {
    rules: 'DP43',
    call: { activeNotices: [{ noticeId: 'mail' }] },
    presses: ['1'],
    path: 'outage.subscribed > thanks.done > bye',
    end: 'hung-up',
    told: ['answer', 'play outage', 'subscribe mail', 'play thanks', 'hang-up completed'],
  },
  'outage with its own prompt, not subscribed, unknown': {
    rules: 'DP43 DP40 DP28',
    call: { activeNotices: [{ noticeId: 'mail', promptId: 'mail-is-down' }] },
    path: 'outage.continue > lookup.unknown > ask.timeout > bye',
    end: 'hung-up',
    told: ['answer', 'play mail-is-down', 'play customer-number', 'play customer-number', 'hang-up completed'],
  },
  VIP: {
    rules: 'DP38 DP40 DP37 DP31',
    call: { known: { name: 'Erika', variables: { customer: '77' }, tags: ['vip'] }, queues: [{ queueId: 'service', outcome: 'answered' }] },
    path: 'outage.continue > lookup.found > vip.case:vip > german.next > prefix.next > first.next > queue.answered',
    end: 'talking',
    told: ['answer', 'queue service'],
  },
  'open ticket and a short queue': {
    rules: 'DP38',
    call: {
      known: { name: 'Erika', variables: { openTickets: '2' }, tags: [] },
      queues: [{ queueId: 'service', outcome: 'answered', waiting: 4 }],
    },
    path: 'outage.continue > lookup.found > vip.case:ticket > queue.answered',
    end: 'talking',
    told: ['answer', 'queue service'],
  },
  'open ticket and a long queue, from Berlin': {
    rules: 'DP38 DP30',
    call: {
      known: { name: 'Erika', variables: { openTickets: '2' }, tags: [] },
      queues: [{ queueId: 'service', outcome: 'answered', waiting: 5 }],
      people: [{ target: { kind: 'user', userId: 'anna' }, does: 'answers' }],
    },
    path: 'outage.continue > lookup.found > vip.case:berlin > desk.answered',
    end: 'talking',
    told: ['ring anna 110'],
  },
  'known from elsewhere, gold': {
    rules: 'DP38 DP39 DP28',
    call: {
      caller: { number: '+4989123', name: '', isInternal: false },
      known: { name: 'K', variables: {}, tags: [] },
      http: [{ nodeId: 'check', isOk: true, values: { level: 'gold' } }],
      queues: [{ queueId: 'service', outcome: 'full' }],
    },
    presses: ['1234#'],
    path: 'outage.continue > lookup.found > vip.no > ask.got > check.ok > gold.yes > queue.full > bye',
    end: 'hung-up',
    told: ['answer', 'play customer-number', 'queue service', 'hang-up completed'],
  },
  'silver, music, nobody answers': {
    rules: 'DP39 DP34 DP37',
    call: { http: [{ nodeId: 'check', isOk: true, values: { level: 'silver', other: 'x' } }] },
    presses: ['<12345678', ''],
    path: 'outage.continue > lookup.unknown > ask.got > check.ok > gold.no > note.next > pause.done > desk.no-answer > bye',
    end: 'hung-up',
    told: ['answer', 'play customer-number', 'ring anna 110', 'hang-up completed'],
  },
  'request fails, key ends the music': {
    rules: 'DP39 DP34',
    presses: ['1234#', 'pause:5'],
    path: 'outage.continue > lookup.unknown > ask.got > check.failed > note.next > pause.digit > bye',
    end: 'hung-up',
    told: ['answer', 'play customer-number', 'hang-up completed'],
  },
  'too few keys, then nothing': {
    rules: 'DP28',
    presses: ['12#', ''],
    path: 'outage.continue > lookup.unknown > ask.timeout > bye',
    end: 'hung-up',
    told: ['answer', 'play customer-number', 'play customer-number', 'hang-up completed'],
  },
  'desk busy again and again': {
    rules: 'DP01 DP03 DP30',
    call: {
      people: [
        { target: { kind: 'user', userId: 'anna' }, does: 'busy' },
        { target: { kind: 'extension', number: '110' }, does: 'away' },
      ],
    },
    presses: ['1234#'],
    path: `outage.continue > lookup.unknown > ask.got > check.failed > note.next${' > pause.done > desk.busy'.repeat(20)} > #fallback`,
    end: 'fallback',
    told: ['answer', 'play customer-number', ...Array.from({ length: 20 }, () => 'ring anna 110'), 'play (goodbye)', 'hang-up completed'],
  },
});
