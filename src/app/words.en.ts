/** Words of the shell: what stands on every page. */
export const words = {
  skip: 'Skip to content',
  /** Other words by which the palette finds a page. */
  navAlso: {
    support: 'sessions, screen, camera, customer, remote help',
    sealing: 'keys, seal, sessions, recordings',
    retention: 'sessions, deletion, hold',
  },
  nav: {
    main: 'Main',
    admin: 'Administration',
    signIn: 'Sign in',
    setup: 'Setup',
    phone: 'Phone',
    adminHome: 'Admin',
    test: 'Connection test',
    recordings: 'Recordings',
    plans: 'Plans',
    support: 'Support',
    supportNews_one: ', {{count}} thing happened',
    supportNews_other: ', {{count}} things happened',
    plan: 'Dial plan',
    organisation: 'Organisation',
    users: 'Users',
    extensions: 'Extensions',
    numbers: 'Numbers',
    devices: 'SIP phones',
    pbxs: 'PBXs',
    ringGroups: 'Ring groups',
    queues: 'Queues',
    sharedBoxes: 'Shared voicemail',
    sites: 'Sites',
    prompts: 'Prompts',
    sealing: 'Sealed recordings',
    retention: 'Retention',
    audit: 'Audit',
    sessions: 'Sign-ins',
    notices: 'Notices',
    password: 'Change password',
  },
  search: 'Search',
  goTo: 'Go to {{page}}',
  kinds: { session: 'This session', page: 'Pages', action: 'Actions', person: 'People', plan: 'Dial plans' },
  user: {
    menu: 'Account of {{name}}',
    language: 'Language',
    theme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    system: 'Like the system',
    account: 'Account',
    signOut: 'Sign out',
    signOutFailed: 'You are still signed in: {{why}}',
    languageFailed: 'The language is changed here but could not be stored: {{why}}',
  },
  live: {
    lost: 'Connection to the server lost.',
    back: 'What you see may be old. Trying again by itself.',
    retry: 'Try now',
    offlineWorks: 'What is on screen stays readable. The page goes on by itself when the network is back.',
  },
  ended: {
    text: '{{name}} ended on {{since}}. Deletion: telephone {{pbx}}, support {{support}}.',
    noPhone: 'There is no phone any more.',
    noPhoneText: '{{name}} has ended. Phones work again when a super administrator takes the end back.',
    details: 'Details',
  },
  update: {
    text: 'A newer version of Deskline is ready.',
    required: 'This page is too old for the server.',
    serverOld: 'The server is older than this page. Its update is not finished; wait a moment and reload.',
    reload: 'Reload',
  },
  notFound: { title: 'There is no such page.', text: 'The address may be mistyped, or the page has moved.', home: 'Go to the start page' },
  forbidden: {
    title: 'You may not see this page.',
    text: 'It needs the role “{{role}}”. An administrator of {{tenant}} can grant it to you.',
  },
  crash: { title: 'This page stopped working.', advice: 'Reload it. A running call is not affected by other pages.' },
  loading: 'Loading Deskline',
  roles: { user: 'User', agent: 'Agent', supervisor: 'Supervisor', admin: 'Administrator', super_admin: 'Super administrator' },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    app: typeof words;
  }
}
