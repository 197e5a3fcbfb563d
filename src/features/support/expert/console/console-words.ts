import type { words } from '../../words.en.ts';

type Reason = keyof (typeof words)['ended']['reasons'];
type Problem = keyof (typeof words)['problem'];

/** Reason words of the relay and the seal, as far as they are not keys of the words themselves. */
const reasons: Readonly<Record<string, Reason>> = {
  done: 'done',
  'ended-by-staff': 'staff',
  left: 'left',
  removed: 'removed',
  replaced: 'replaced',
  'taken-over': 'takenOver',
  takenOver: 'takenOver',
  'words-differ': 'words-differ',
  'nobody-came': 'idle',
  'everybody-left': 'idle',
  'log-full': 'tooLong',
  'tenant-ended': 'tenantEnded',
  unknown: 'unknown',
  unknownInvite: 'unknown',
  'session-over': 'sessionOver',
  sessionOver: 'sessionOver',
  sessionEnded: 'signedOut',
  'session-ended': 'signedOut',
  tampered: 'tampered',
  clientTooOld: 'tooOld',
  'client-too-old': 'tooOld',
};

/** Codes of problems; what is not among them is `other`. */
const problems: Readonly<Record<string, Problem>> = {
  notSent: 'notSent',
  browserRemoved: 'browserRemoved',
  ownBrowserRemoved: 'ownBrowserRemoved',
  inviteNotMade: 'inviteNotMade',
  inviteNotBurnt: 'inviteNotBurnt',
  customerIsHere: 'customerIsHere',
  streamNotReceived: 'streamNotReceived',
  roomLost: 'roomLost',
  notShared: 'notShared',
  fileChanged: 'fileChanged',
  clipboardTooLarge: 'clipboardTooLarge',
  clipboardPictureTooLarge: 'clipboardPictureTooLarge',
  fileTooLarge: 'fileTooLarge',
  tooManyFiles: 'tooManyFiles',
  'voice-refused': 'voice-refused',
  'voice-missing': 'voice-missing',
  'voice-busy': 'voice-busy',
  'wrong-secret': 'wrong-secret',
  burnt: 'burnt',
  unfinished: 'unfinished',
  stillFailed: 'stillFailed',
  cameraRefused: 'cameraRefused',
  receiptDiffers: 'receiptDiffers',
  receiptBroken: 'receiptDiffers',
};

/** Why a session ended, as a key of the words. */
export function endedKey(reason: string | undefined): Reason {
  return reasons[reason ?? 'done'] ?? 'fault';
}

/** What stands over it: not every end is the session's. */
export function endedTitle(reason: string | undefined): 'title' | 'unknownTitle' | 'elsewhereTitle' {
  if (isOverForAll(reason)) return 'title';
  return endedKey(reason) === 'unknown' ? 'unknownTitle' : 'elsewhereTitle';
}

/** What went wrong, as a key of the words. */
export function problemKey(code: string): Problem {
  return problems[code] ?? 'other';
}

/** Whether the session itself is over, for everybody, and not only this page's part in it. */
export function isOverForAll(reason: string | undefined): boolean {
  return ['done', 'staff', 'words-differ', 'idle', 'tooLong', 'tenantEnded', 'sessionOver'].includes(endedKey(reason));
}
