/** What is said after the end. */
export const endedWords = {
  title: 'The session has ended',
  reason: {
    done: 'It is over for everybody. Nothing is shown or heard any more.',
    left: 'You left.',
    removed: 'Your place in the session was taken away. If you were sent a new link or code, go on with that.',
    wordsDiffer: 'The safety words differed. Somebody may have been in between: do not use the same link or code again.',
    takenOver: 'It goes on in another tab of this browser.',
    idle: 'Nobody was there any more.',
    tooLong: 'It had lasted as long as a session may.',
    tenantEnded: 'The organisation has stopped using this service. Nothing is shown or heard any more.',
    fault: 'The encrypted connection could not be kept.',
  },
  notRated: 'That did not reach the server. Please try again.',
  summary: 'Summary',
  with: 'With',
  lasted: 'Duration',
  seconds: 'less than a minute',
  messages: 'Messages',
  files: 'Files',
  saveChat: 'Save chat',
  saveReceipt: 'Save the signed receipt',
  bothSigned: 'Both sides signed everything up to the end.',
  partSigned: (signed: number, entries: number) =>
    `Only ${String(signed)} of ${String(entries)} entries of the receipt are signed by both sides.`,
  again: 'Join another session',
  gone: 'The keys of this session are gone. This page keeps nothing.',
};
