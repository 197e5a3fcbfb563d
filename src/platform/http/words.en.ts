/** What each failure means to a person: what happened, whose turn it is, what to do. One row per code. */
export const words = {
  'bad-request': {
    title: 'The server did not understand the request.',
    advice: 'Reload the page and try again. If it stays, tell your administrator.',
  },
  'invalid-fields': { title: 'Some entries cannot be accepted.', advice: 'Correct the marked fields.' },
  'wrong-credentials': {
    title: 'Email or password is wrong.',
    advice: 'Check both and try again. Your administrator can reset the password.',
  },
  'one-time-password-over': {
    title: 'This one-time password has run out.',
    advice: 'It was valid for 7 days. Ask your administrator for a new one.',
  },
  'tenant-ended': {
    title: 'This organisation has ended.',
    advice: 'Only its administrators sign in, and nothing can be changed until a super administrator takes the end back.',
  },
  'end-is-final': { title: 'The end cannot be taken back any more.', advice: 'Content is being deleted already.' },
  'not-signed-in': { title: 'You are signed out.', advice: 'Sign in again; you come back to this page.' },
  'password-change-required': { title: 'A new password is needed first.', advice: 'Set your own password, then go on.' },
  forbidden: { title: 'You do not have the right to do this.', advice: 'An administrator of your organisation can grant it.' },
  'foreign-origin': {
    title: 'The request was refused for safety.',
    advice: 'Open Deskline in one tab by its usual address and try again.',
  },
  'not-found': { title: 'This does not exist, or no longer.', advice: 'Go back to the list; somebody may have removed it.' },
  taken: { title: 'This is already in use.', advice: 'Choose another value.' },
  'changed-meanwhile': { title: 'Somebody else changed this meanwhile.', advice: 'Look at the current values before you save.' },
  'limit-reached': { title: 'There can be no more of these.', advice: 'Delete one that you no longer need first.' },
  'in-use': { title: 'This is still in use.', advice: 'Take it out of what uses it first.' },
  'last-super-admin': { title: 'This is the last super administrator.', advice: 'Appoint another one first.' },
  sealed: { title: 'This is sealed.', advice: 'Open it in an approved browser; the server has no key.' },
  'not-audio': { title: 'This is no audio file.', advice: 'Send a recording as WAV, MP3, Ogg, M4A, FLAC or WebM.' },
  'audio-empty': { title: 'There is no sound in this file.', advice: 'Record or export it again.' },
  'audio-silent': { title: 'Nothing can be heard in this recording.', advice: 'Check the microphone or the level, then record it again.' },
  'audio-broken': { title: 'This audio file is damaged or cut short.', advice: 'Export it again, or send it in another format.' },
  'audio-too-long': { title: 'This recording is too long.', advice: 'Shorten it, then send it again.' },
  'ffmpeg-missing': {
    title: 'The server cannot work on sound yet.',
    advice: 'The program ffmpeg is missing there; whoever runs the server installs it with “apt-get install ffmpeg”.',
  },
  'speech-missing': {
    title: 'The server cannot speak yet.',
    advice:
      'The program espeak-ng is missing there; whoever runs the server installs it with “apt-get install espeak-ng”, or sets TTS_URL.',
  },
  'speech-failed': {
    title: 'The speech service did not answer as it should.',
    advice: 'Try again, or choose another voice. If it stays, tell your administrator.',
  },
  'method-not-allowed': { title: 'The server does not take this here.', advice: 'Reload the page to get the current version.' },
  'unsupported-type': { title: 'The server cannot read this kind of data.', advice: 'Reload the page to get the current version.' },
  'too-large': { title: 'That is too large.', advice: 'Make it smaller or split it.' },
  'too-many-attempts': { title: 'Too many attempts.', advice: 'Wait a moment, then try again.' },
  'content-gone': { title: 'The content of this session is gone.', advice: 'The receipt of its deletion stays.' },
  'on-hold': { title: 'This is on legal hold.', advice: 'Nothing of it can be deleted until the hold is lifted.' },
  'session-over': { title: 'This support session is over.', advice: 'Begin a new one if needed.' },
  'not-admitted': { title: 'You have not been let in yet.', advice: 'Wait until the customer lets you in.' },
  'media-unavailable': { title: 'The audio server is not available.', advice: 'It restarts by itself; try again in a few seconds.' },
  'storage-full': {
    title: 'The server has no room left; this was not kept.',
    advice: 'What you have here stays. Tell whoever runs the server; when there is room again, try once more.',
  },
  unavailable: { title: 'The server cannot answer right now.', advice: 'Try again in a moment. Nothing was changed.' },
  internal: { title: 'The server made a mistake.', advice: 'Try again. If it stays, send the details to your administrator.' },
  offline: { title: 'This computer is offline.', advice: 'Check the network cable or Wi-Fi. The page goes on by itself.' },
  'no-answer': {
    title: 'The server does not answer.',
    advice: 'It may be restarting. Try again in a moment; if it stays, tell your administrator.',
  },
  'unexpected-answer': { title: 'This page and the server do not match.', advice: 'Reload the page to get the current version.' },
  unknown: { title: 'Something in this page failed.', advice: 'Reload the page. If it stays, send the details to your administrator.' },
  tooManyAttemptsFor_one: 'Wait {{count}} second, then try again.',
  tooManyAttemptsFor_other: 'Wait {{count}} seconds, then try again.',
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    errors: typeof words;
  }
}
