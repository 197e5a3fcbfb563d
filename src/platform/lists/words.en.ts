/** Words of every list of things and of the form over one of them. */
export const words = {
  recordingPolicy: {
    label: 'Call recording',
    never: 'Never',
    'on-demand': 'On demand',
    always: 'Always',
    hints: {
      never: 'Nobody can record these calls, whatever else asks for it.',
      'on-demand': 'Whoever is in the call may record it. Both sides see and hear it.',
      always: 'Recorded from the first word. Can be paused, not stopped. Both sides see and hear it.',
    },
  },
  save: 'Save',
  create: 'Create',
  cancel: 'Cancel',
  saved: 'Saved.',
  actionsFor: 'Actions for {{name}}',
  edit: 'Edit',
  delete: 'Delete …',
  deleted: 'Deleted.',
  clearFilter: 'Clear the search',
  noMatch: 'Nothing matches “{{query}}”.',
  noMatchText: 'Check the spelling or search for less.',
  conflict: {
    text: 'Somebody else changed this meanwhile. Your entries are still here.',
    reload: 'Show theirs',
    keep: 'Keep mine and save',
  },
  reasons: {
    taken: 'This is already in use.',
    unknown: 'This does not exist any more.',
    'beyond-yours': 'You cannot grant more than you have.',
    'no-pbx': 'There is no PBX yet to give it a number in.',
    'mark-another': 'Mark another site as the default instead.',
    'has-devices': 'SIP phones use this name; it cannot change while there are any.',
    'not-an-email': 'Not an email address.',
    'not-an-extension': 'An extension has 2 to 8 digits.',
    'unknown-role': 'Not a role. Use user, agent, supervisor, admin or super_admin.',
    'unknown-language': 'Not a language. Use en or de.',
    'unknown-column': 'Unknown column.',
    'missing-column': 'This column is missing.',
    'broken-quotes': 'The quotes in this line do not close.',
    'too-many-lines': 'Too many lines for one file.',
    'too-many-fields': 'More values than columns.',
    'too-long': 'Too long.',
    twice: 'Named twice.',
    'twice-in-file': 'Stands twice in this file.',
    missing: 'Must not be empty.',
    other: 'Cannot be accepted ({{reason}}).',
  },
  invalid: {
    email: 'Enter an email address like name@example.com.',
    displayName: 'Enter a name of up to 120 characters.',
    loginName: 'Lower-case letters, digits, dot, dash and underscore only.',
    extension: '2 to 8 digits.',
    number: '2 to 8 digits.',
    label: 'At most 120 characters.',
    name: 'Enter a name of up to 120 characters.',
    slug: 'Lower-case letters, digits and dash; at most 31.',
    country: 'Two letters, like DE.',
    timeZone: 'A zone like Europe/Berlin.',
    areaCode: 'Up to 6 digits.',
    trunkPrefix: 'Up to 3 digits.',
    userId: 'Choose a person from the list.',
    tooLong: 'Too long.',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    lists: typeof words;
  }
}
