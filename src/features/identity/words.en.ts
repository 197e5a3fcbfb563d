/** Words of sign-in, one's own account and the admin pages for people and places. */
export const words = {
  signIn: {
    title: 'Sign in',
    text: 'With the account of your organisation.',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    emailMissing: 'Enter your email.',
    passwordMissing: 'Enter your password.',
    setupOpen:
      'Nobody can sign in yet: this installation has no administrator. Open the setup link that the server printed when it started; a restart prints a new one.',
    justSetUp: 'Your organisation is set up. Sign in with your new password.',
  },
  signedOut: {
    'signed-out': 'You signed out in another tab.',
    revoked: 'This sign-in was ended from another place.',
    disabled: 'This account was disabled. Your administrator can enable it again.',
    deleted: 'This account was deleted by an administrator of your organisation.',
    expired: 'Your sign-in has expired. Sign in again to go on where you were.',
    'password-changed': 'The password was changed. Sign in with the new one.',
    'tenant-ended': 'The organisation has ended its use of Deskline. Only its administrators can still sign in.',
  },
  password: {
    title: 'Change password',
    forcedTitle: 'Set your own password',
    forcedText: 'Your current password was given to you by somebody else. Choose one that only you know.',
    current: 'Current password',
    next: 'New password',
    repeat: 'Repeat new password',
    submit: 'Change password',
    differs: 'The two new passwords differ.',
    currentWrong: 'This is not your current password.',
    currentMissing: 'Enter your current password.',
    done: 'Password changed. Your other sign-ins were ended.',
    strength: 'Length of the new password',
    rulesTitle: 'A good password',
    met: 'met',
    notMet: 'not yet',
    rules: {
      'too-short': 'At least {{count}} characters',
      'too-long': 'At most {{count}} characters',
      common: 'Not one of the common ones',
      'names-you': 'Without your name or email',
      'one-character': 'Not the same character over and over',
      'used-before': 'Not one of your last {{count}}',
    },
  },
  sessions: {
    title: 'Where you are signed in',
    text: 'End what you do not know; it works within seconds.',
    current: 'this browser',
    lastSeen: 'Last active',
    since: 'Signed in',
    address: 'Address',
    revoke: 'End',
    revokeNamed: 'End the sign-in {{name}}',
    revoked: 'Sign-in ended.',
    unknownBrowser: 'Unknown browser',
    onSystem: '{{browser}} on {{system}}',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    identity: typeof words;
  }
}
