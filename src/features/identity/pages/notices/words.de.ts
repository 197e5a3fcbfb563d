import type { words as en } from './words.en.ts';

export const words: typeof en = {
  title: 'Mitteilungen',
  text: 'Was Sie erfahren, während keine Seite von Deskline offen ist.',
  here: 'Dieser Browser',
  off: 'Dieser Browser meldet Ihnen nichts, während Deskline geschlossen ist.',
  turnOn: 'Mitteilungen einschalten',
  asks: 'Ihr Browser fragt Sie als Nächstes, ob er das darf.',
  on: 'Dieser Browser meldet sich, während Deskline geschlossen ist.',
  turnOff: 'Mitteilungen ausschalten',
  turnedOff: 'Mitteilungen sind in diesem Browser aus.',
  turnedOn: 'Mitteilungen sind in diesem Browser an.',
  what: 'Was dieser Browser meldet',
  kinds: { voicemail: 'Neue Sprachnachrichten', 'missed-call': 'Verpasste Anrufe', plan: 'Was Wählpläne mir mitteilen' },
  privacy: 'Eine Mitteilung reist verschlüsselt für diesen Browser. Rufnummern darin sind auf die letzten vier Ziffern gekürzt.',
  blocked: 'Mitteilungen dieser Seite sind in diesem Browser blockiert.',
  unblock:
    'Öffnen Sie über das Symbol vor der Adresse die Einstellungen der Seite, erlauben Sie dort Benachrichtigungen und sehen Sie erneut nach. Auch die Einstellungen des Systems können sie blockieren.',
  again: 'Erneut nachsehen',
  unsupported: {
    insecure: 'Browser erlauben Mitteilungen nur unter https-Adressen. Fragen Sie Ihre Administration nach einer.',
    'install-first':
      'Auf iPhone und iPad legen Sie Deskline zuerst auf den Home-Bildschirm, öffnen es dort und schalten die Mitteilungen ein.',
    unsupported: 'Dieser Browser kennt keine Mitteilungen. Nehmen Sie ein aktuelles Chrome, Edge, Firefox oder Safari.',
  },
  failed: 'Die Mitteilungen konnten nicht eingeschaltet werden: {{why}}',
  service: 'Der Push-Dienst des Browsers hat nicht geantwortet. Prüfen Sie, ob dieses Netz ihn durchlässt, und versuchen Sie es erneut.',
  others: 'Andere Browser',
  noOthers: 'Keiner Ihrer anderen Browser meldet etwas.',
  since: 'An seit {{time}}',
  lastTold: 'zuletzt gemeldet {{time}}',
  neverTold: 'noch nichts gemeldet',
  remove: 'Ausschalten',
  removeNamed: 'Mitteilungen von {{name}} ausschalten',
  removed: 'Dieser Browser meldet nichts mehr.',
  unknownBrowser: 'Unbekannter Browser',
  onSystem: '{{browser}} auf {{system}}',
};
