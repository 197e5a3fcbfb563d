import type { words as en } from './words.en.ts';

export const words: typeof en = {
  title: 'Deskline einrichten',
  text: 'Benennen Sie Ihre Organisation und legen Sie Ihr eigenes Konto an. Es darf alles verwalten; alle anderen fügen Sie danach hinzu.',
  tenantName: 'Organisation',
  tenantNameHint: 'Der Name wird Teil jeder SIP-Adresse.',
  displayName: 'Ihr Name',
  email: 'E-Mail',
  emailHint: 'Damit melden Sie sich an.',
  password: 'Passwort',
  submit: 'Einrichten',
  invalid: {
    tenantName: 'Geben Sie einen Namen mit bis zu 120 Zeichen ein.',
    displayName: 'Geben Sie Ihren Namen ein, höchstens 120 Zeichen.',
    email: 'Geben Sie eine E-Mail-Adresse ein, etwa name@example.com.',
  },
  doneBefore: {
    title: 'Diese Installation ist eingerichtet',
    text: 'Der Einrichtungslink gilt einmal und wurde schon verwendet. Melden Sie sich mit dem Konto an, das dabei entstand; die Administration kann Sie hinzufügen.',
    signIn: 'Anmelden',
  },
  wrongLink: {
    title: 'Dieser Einrichtungslink gilt nicht',
    text: 'Er ist unvollständig oder älter als der letzte Start des Servers: Jeder Start gibt einen neuen Link aus, der vorige gilt dann nicht mehr.',
    look: 'Sehen Sie im Terminal oder im Log des Servers nach dem neuesten Link.',
    restart: 'Steht dort keiner, starten Sie den Server neu; er gibt einen weiteren aus.',
    open: 'Öffnen Sie den ganzen Link, mit allem nach „token=“.',
  },
};
