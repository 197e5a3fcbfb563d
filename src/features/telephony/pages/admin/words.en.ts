/** Words of the admin pages for ring groups and queues. */
export const words = {
  name: 'Name',
  strategy: 'Who rings',
  search: 'Search by name',
  ringSeconds: 'Rings for (seconds)',
  ringGroups: {
    title: 'Ring groups',
    text: 'People who are called together by a dial plan.',
    new: 'New ring group',
    edit: 'Edit ring group',
    emptyTitle: 'No ring groups yet',
    emptyText: 'A ring group calls several people at once or one after the other.',
    strategies: { all: 'All at once', 'in-order': 'One after the other', 'by-weight': 'One after the other, drawn by weight' },
    ringAllHint: 'All phones together.',
    ringEachHint: 'Each person, before the next one is tried.',
  },
  queues: {
    title: 'Queues',
    text: 'Callers wait here until an agent is free.',
    new: 'New queue',
    edit: 'Edit queue',
    emptyTitle: 'No queues yet',
    emptyText: 'A queue holds callers with music and offers them to agents.',
    agents: 'Agents',
    strategies: {
      'ring-all': 'All free agents at once',
      linear: 'Always from the top of the list',
      'round-robin': 'In turn',
      'longest-idle': 'Who has been free longest',
      'fewest-calls': 'Who had the fewest calls',
      random: 'By chance',
      skills: 'Who knows most',
    },
    ringSeconds: 'An offer rings for (seconds)',
    wrapUpSeconds: 'Wrap-up after a call (seconds)',
    maxWaitSeconds: 'Longest wait (seconds)',
    maxSize: 'Callers who may wait',
    missedOffersBeforePause: 'Missed offers before a pause',
    noLimit: 'Empty: no limit.',
    exitDigit: 'Key that leaves the queue',
    callbackDigit: 'Key that asks for a call back',
    noKey: 'None',
    announcesPosition: 'Say the place in the queue',
    announcesWait: 'Say the expected wait',
    announceEverySeconds: 'Say it every (seconds)',
  },
  members: {
    title: 'Members',
    add: 'Add a person',
    addHint: 'Type a name',
    none: 'Nobody yet: callers find nobody here.',
    order: 'In this order, where the order counts.',
    unknown: 'Somebody who is gone',
    up: 'Move {{name}} up',
    down: 'Move {{name}} down',
    remove: 'Remove {{name}}',
    weight: 'Weight of {{name}}',
    skills: 'Skills of {{name}}',
    skillsHint: 'german 8, routers',
    skillsWrong: 'Words with a level from 1 to 10, separated by commas.',
  },
  delete: {
    title: 'Delete {{name}}?',
    text: 'Its settings and members are gone. Calls that were there stay in the history. This cannot be undone.',
    action: 'Delete',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    groups: typeof words;
  }
}
