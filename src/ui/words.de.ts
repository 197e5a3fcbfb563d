import type { words as en } from './words.en.ts';

export const words: typeof en = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  confirm: 'Bestätigen',
  undo: 'Rückgängig',
  dismiss: 'Ausblenden',
  retry: 'Erneut versuchen',
  copyDetails: 'Details kopieren',
  copied: 'Kopiert',
  copyNamed: 'Kopieren: {{name}}',
  copyByHand: 'Ausgewählt. Mit {{keys}} kopieren Sie es.',
  loading: 'Wird geladen',
  clear: 'Leeren',
  optional: 'freiwillig',
  showPassword: 'Passwort anzeigen',
  hidePassword: 'Passwort verbergen',
  notifications: 'Mitteilungen',
  offline: {
    title: 'Sie sind offline.',
    works: 'Was angezeigt wird, bleibt lesbar; Änderungen warten, bis die Verbindung wieder da ist.',
  },
  suggestions: {
    none: 'Kein Treffer',
    count_one: '{{count}} Treffer',
    count_other: '{{count}} Treffer',
  },
  table: {
    previous: 'Vorherige Seite',
    next: 'Nächste Seite',
    range: '{{from}}–{{to}} von {{total}}',
    actions: 'Aktionen',
  },
  palette: {
    title: 'Suche und Befehle',
    field: 'Personen, Seiten und Aktionen suchen',
    none: 'Nichts gefunden für „{{query}}“.',
    hint: '↑ ↓ zum Auswählen, Enter zum Öffnen, Esc zum Schließen',
    unavailable: 'Eine Quelle hat nicht geantwortet, daher fehlt vielleicht etwas.',
  },
  file: {
    drop: 'Datei hier ablegen oder',
    choose: 'auswählen',
    wrongKind: '„{{name}}“ hat keine dieser Endungen: {{kinds}}.',
    tooLarge: '„{{name}}“ ist größer als {{limit}}.',
  },
};
