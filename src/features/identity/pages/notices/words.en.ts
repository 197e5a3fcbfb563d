/** Words of the page about notices. */
export const words = {
  title: 'Notices',
  text: 'What you are told while no page of Deskline is open.',
  here: 'This browser',
  off: 'This browser tells you nothing while Deskline is closed.',
  turnOn: 'Turn on notices',
  asks: 'Your browser asks you next whether it may.',
  on: 'This browser tells you while Deskline is closed.',
  turnOff: 'Turn off notices',
  turnedOff: 'Notices are off in this browser.',
  turnedOn: 'Notices are on in this browser.',
  what: 'What this browser tells',
  kinds: { voicemail: 'New voicemail', 'missed-call': 'Missed calls', plan: 'What dial plans tell me' },
  privacy: 'A notice travels encrypted for this browser. Phone numbers in it are shortened to their last four digits.',
  blocked: 'Notices of this site are blocked in this browser.',
  unblock:
    'Open the site’s settings by the icon before the address, allow notifications there, and look again. The settings of the system may block them too.',
  again: 'Look again',
  unsupported: {
    insecure: 'Browsers allow notices only on https addresses. Ask your admin for one.',
    'install-first': 'On iPhone and iPad, put Deskline on the home screen first, open it there, and turn notices on.',
    unsupported: 'This browser has no notices. Use a current Chrome, Edge, Firefox or Safari.',
  },
  failed: 'Notices could not be turned on: {{why}}',
  service: 'The browser’s push service did not answer. Look whether this network lets it through, and try again.',
  others: 'Other browsers',
  noOthers: 'No other browser of yours is told.',
  since: 'On since {{time}}',
  lastTold: 'last told {{time}}',
  neverTold: 'nothing told yet',
  remove: 'Turn off',
  removeNamed: 'Turn off notices of {{name}}',
  removed: 'That browser is told no more.',
  unknownBrowser: 'Unknown browser',
  onSystem: '{{browser}} on {{system}}',
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    notices: typeof words;
  }
}
