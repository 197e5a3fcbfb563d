/** Words of the setup page: the first admin of an installation. */
export const words = {
  title: 'Set up Deskline',
  text: 'Name your organisation and make your own account. It may manage everything; you add everybody else afterwards.',
  tenantName: 'Organisation',
  tenantNameHint: 'It becomes part of every SIP address.',
  displayName: 'Your name',
  email: 'Email',
  emailHint: 'You sign in with it.',
  password: 'Password',
  submit: 'Set up',
  invalid: {
    tenantName: 'Enter a name of up to 120 characters.',
    displayName: 'Enter your name, up to 120 characters.',
    email: 'Enter an email address like name@example.com.',
  },
  doneBefore: {
    title: 'This installation is set up',
    text: 'The setup link works once and has been used. Sign in with the account that was made then; an administrator can add you.',
    signIn: 'Sign in',
  },
  wrongLink: {
    title: 'This setup link does not work',
    text: 'It is incomplete or older than the last start of the server: each start prints a new link and ends the one before.',
    look: 'Look at the terminal or log of the server for the newest link.',
    restart: 'If it is not there, restart the server; it prints another one.',
    open: 'Open the whole link, with everything after “token=”.',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    setup: typeof words;
  }
}
