import { scripted } from './script.ts';

export const nestedRuns = scripted('nested', {
  'greeting, on to the service': {
    rules: 'DP12',
    call: { queues: [{ queueId: 'service', outcome: 'answered' }], known: { name: 'E', variables: {}, tags: ['vip'] } },
    presses: ['1'],
    path: 'greet.end:go on > greeting/hello.option:k1 > greeting/yes > on > service/outage.continue > service/lookup.found > service/vip.case:vip > service/german.next > service/prefix.next > service/first.next > service/queue.answered',
    end: 'talking',
    told: ['answer', 'play hello', 'queue service'],
  },
  'greeting, later': {
    rules: 'DP12',
    presses: ['<2'],
    path: 'greet.end:later > greeting/hello.option:k2 > greeting/no > bye',
    end: 'hung-up',
    told: ['answer', 'play hello', 'hang-up completed'],
  },
  "an end without exit goes to the first plan's fallback": {
    rules: 'DP12 DP02 DP03',
    presses: ['3'],
    path: 'greet.end:unheard of > greeting/hello.option:k3 > greeting/odd > #fallback',
    end: 'fallback',
    told: ['answer', 'play hello', 'voicemail nested', 'hang-up completed'],
  },
  'an exit in the sub-plan that is not connected': {
    rules: 'DP02 DP03',
    presses: ['4'],
    path: 'greet > greeting/hello.option:k4 > #fallback',
    end: 'fallback',
    told: ['answer', 'play hello', 'voicemail nested', 'hang-up completed'],
  },
});

export const loopsRuns = scripted('loops', {
  'a circle without waiting': {
    rules: 'DP01 DP03',
    path: 'count.next > again.next > count.next > again.next > count.next > again.next > count.next > again.next > count.next > again.next > #fallback',
    end: 'fallback',
    told: ['answer', 'voicemail lost', 'hang-up completed'],
  },
});

export const deepRuns = scripted('deep', {
  'a plan in itself': {
    rules: 'DP12 DP01',
    path: 'self > self > self > self > self > self > self > self > #fallback',
    end: 'fallback',
    told: ['answer', 'play (goodbye)', 'hang-up completed'],
  },
});

export const returningRuns = scripted('returning', {
  'a return without sub-plan': {
    rules: 'DP12',
    path: 'end > #fallback',
    end: 'fallback',
    told: ['answer', 'play (goodbye)', 'hang-up completed'],
  },
});

export const openRuns = scripted('open', {
  'an entry without edge': {
    rules: 'DP02',
    call: { entryId: 'loose' },
    path: '#fallback',
    end: 'fallback',
    told: ['answer', 'voicemail open', 'hang-up completed'],
  },
  'a key ends the intro and is the choice': {
    rules: 'DP21 DP03',
    presses: ['<1'],
    path: 'intro.done > menu.option:a > mail.done > #fallback',
    end: 'fallback',
    told: ['answer', 'play intro', 'voicemail anna', 'play (goodbye)', 'hang-up completed'],
  },
  'two keys ahead, the second option has no way': {
    rules: 'DP20 DP02',
    presses: ['^21'],
    path: 'intro.done > menu.option:b > #fallback',
    end: 'fallback',
    told: ['answer', 'play intro', 'voicemail open', 'hang-up completed'],
  },
  'timeout without way': {
    rules: 'DP02 DP26',
    path: 'intro.done > menu.timeout > #fallback',
    end: 'fallback',
    told: ['answer', 'play intro', 'play menu', 'voicemail open', 'hang-up completed'],
  },
  'invalid without way': {
    rules: 'DP02 DP27',
    call: { message: 'empty' },
    presses: ['2'],
    path: 'intro.done > menu.invalid > #fallback',
    end: 'fallback',
    told: ['answer', 'play intro', 'play menu', 'voicemail open', 'hang-up completed'],
  },
});
