/** Words of the ui kit itself; features bring their own. */
export const words = {
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'Confirm',
  undo: 'Undo',
  dismiss: 'Dismiss',
  retry: 'Try again',
  copyDetails: 'Copy details',
  copied: 'Copied',
  copyNamed: 'Copy: {{name}}',
  copyByHand: 'Selected. Press {{keys}} to copy it.',
  loading: 'Loading',
  clear: 'Clear',
  optional: 'optional',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  notifications: 'Notifications',
  offline: {
    title: 'You are offline.',
    works: 'What is on screen stays readable; changes wait until the connection is back.',
  },
  suggestions: {
    none: 'No match',
    count_one: '{{count}} match',
    count_other: '{{count}} matches',
  },
  table: {
    previous: 'Previous page',
    next: 'Next page',
    range: '{{from}}–{{to}} of {{total}}',
    actions: 'Actions',
  },
  palette: {
    title: 'Search and commands',
    field: 'Search people, pages and actions',
    none: 'Nothing found for “{{query}}”.',
    hint: '↑ ↓ to choose, Enter to open, Esc to close',
    unavailable: 'One source did not answer, so something may be missing.',
  },
  file: {
    drop: 'Drop a file here or',
    choose: 'choose one',
    wrongKind: '“{{name}}” is not one of: {{kinds}}.',
    tooLarge: '“{{name}}” is larger than {{limit}}.',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    ui: typeof words;
  }
}
