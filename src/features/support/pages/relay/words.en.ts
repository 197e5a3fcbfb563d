/** Words of what the server sees of a session. */
export const words = {
  open: 'What the server sees',
  title: 'What the server sees',
  text: 'What the server has of what was said in this session, as it has it. Nothing is decoded: here nobody could.',
  back: 'Sessions',
  facts: 'What it knows',
  log: 'What it passes on',
  build: {
    title: 'Which pages it serves',
    text: 'Customers and experts run what the server sends them. These numbers are the server’s word; whoever builds the sources has the same, or the server sends something else.',
    hash: 'Hash of the build',
    sources: 'Hash of the sources, also in receipts',
    list_one: 'List of {{count}} file',
    list_other: 'List of {{count}} files',
    none: 'The server has no list of a build.',
  },
  explain: {
    sealed:
      'Sealed entries are chats, offers of files, clipboards, consent and the like, encrypted in the browsers. The server sees when they came, from which seat, and how long they are.',
    clear:
      'Entries in the clear are the handshake: public keys and proofs, by which browsers agree on keys that the server does not get. Nothing in them is secret.',
    media:
      'Pictures, voices, pieces of files and what is only of the moment, such as pointers, pass through sealed as well. They are not kept, so they are not in this list.',
  },
  column: { number: 'No.', at: 'Time', from: 'Seat', kind: 'Kind', bytes: 'Bytes', start: 'First bytes' },
  sealed: 'Sealed',
  unknown: 'Unknown',
  clear: {
    greet: 'Asks to come in',
    answer: 'Public key for the newcomer',
    share: 'Public key and share',
    reply: 'Public share',
    confirm: 'Proof of the newcomer',
    confirmed: 'Proof of the inviter',
    failed: 'Came to nothing',
    commit: 'Change of keys',
    apply: 'Asks who vouches',
    introduce: 'Introduction',
    resume: 'Comes back',
  },
  count_one: '{{count}} entry so far',
  count_other: '{{count}} entries so far',
  latest: 'the last {{shown}} are shown',
  live: 'Goes on by itself while the session runs.',
  deleted: 'The entries are deleted at {{at}}.',
  empty: 'No entry yet',
  emptyText: 'As soon as somebody comes in, what the browsers send appears here.',
  gone: 'The entries are deleted',
  goneText: 'They are kept for a day after a session has ended.',
  entry: {
    title: 'Entry {{number}}',
    sealed: 'Encrypted in a browser. These bytes are all that the server has of it.',
    clear: 'Part of the handshake, in the clear. What it carries are public keys, random numbers and proofs.',
    unknown: 'Not an entry of a version that this page knows.',
    bytes: 'Bytes',
    more_one: '{{count}} more byte of the same sort',
    more_other: '{{count}} more bytes of the same sort',
    close: 'Close',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    supportRelay: typeof words;
  }
}
