/** Words of the page of the organisation, and of its end. */
export const words = {
  title: 'Organisation',
  cancel: 'Cancel',
  end: {
    heading: 'End the organisation',
    text: 'For when you stop using Deskline. Everybody but the administrators is signed out and stays so; {{pbx}} days later what the telephone kept is deleted, {{support}} days later what support kept.',
    open: 'End the organisation …',
    whoMay: 'Super administrators can do this.',
    title: 'End {{name}}?',
    action: 'End the organisation',
    now: 'At once: everybody but you is signed out, and calls, phones and support sessions end. Nobody can be called any more, and no phone dials, not even emergency numbers. Links that customers have lead nowhere.',
    stay: 'Administrators can still sign in, look at everything and download it. Nothing else can be changed.',
    pbx: 'On {{date}} recordings, voicemail, prompts and the history of calls are deleted.',
    support: 'On {{date}} support sessions and what was kept of them are deleted.',
    held: 'What is on legal hold stays until the hold is lifted. Accounts, settings and the audit log stay.',
    undo: 'Until {{date}} a super administrator can take the end back. Phones then work again, and people sign in as before.',
    name: 'Name of the organisation',
    nameHint: 'Type “{{name}}”.',
    nameDiffers: 'This is not the name of the organisation.',
    password: 'Your password',
    passwordMissing: 'Enter your password.',
    passwordWrong: 'This is not your password.',
  },
  ended: {
    title: '{{name}} has ended',
    text: 'Only administrators sign in. Everything can be looked at and downloaded until it is deleted; nothing can be changed. What is on legal hold stays.',
    since: 'Ended on',
    pbx: 'Recordings, voicemail, prompts, call history are deleted on',
    support: 'Support sessions are deleted on',
    final: 'The deletion has begun: the end cannot be taken back.',
    whoMay: 'A super administrator can take the end back until the first deletion.',
    until: 'The end can be taken back until {{date}}.',
    takeBack: 'Take the end back',
    askTitle: 'Go on with {{name}}?',
    ask: 'Take the end back',
    askText:
      'People can sign in again, phones work again, and nothing is deleted because of the end. Sign-ins, calls and sessions that were ended do not come back.',
    done: '{{name}} goes on.',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    organisation: typeof words;
  }
}
