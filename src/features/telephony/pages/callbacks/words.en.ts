/** Words of the list of callers who are to be called back. */
export const words = {
  title: 'Callbacks',
  close: 'Close',
  none: 'Nobody is to be called back',
  noneText: 'Callers who press the callback key of a queue stand here until it is their turn.',
  waiting: 'To be called back, in their order',
  ended: 'Lately',
  since: 'Called {{time}}',
  state: {
    waiting: 'Waits for an agent',
    offering: 'Is being offered',
    ringing: '{{agent}} is calling back',
    done: 'Called back by {{agent}}',
    'given-up': 'Given up',
  },
  again: 'Not reached, again at {{time}}',
  attempts_one: '{{count}} attempt in vain',
  attempts_other: '{{count}} attempts in vain',
  end: {
    'called-back': 'Called back',
    'not-reached': 'Never reached',
    cancelled: 'Cancelled',
    returned: 'Came to the queue again',
    expired: 'Nobody served the queue for three days',
    'caller-gone': 'The person is gone',
  },
  cancel: 'Cancel',
  cancelOf: 'Cancel the callback to {{name}}',
  notCallBack: 'Do not call back',
  cancelled: '{{name}} will not be called back.',
  sure: 'Cancel the callback to {{name}}?',
  sureText: '{{name}} was promised a call from {{queue}} and will not get it.',
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    callbacks: typeof words;
  }
}
