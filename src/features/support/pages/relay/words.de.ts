import type { words as english } from './words.en.ts';

/** Wörter dessen, was der Server von einer Sitzung sieht. */
export const words: typeof english = {
  open: 'Was der Server sieht',
  title: 'Was der Server sieht',
  text: 'Was der Server von dem hat, was in dieser Sitzung gesagt wurde, so wie er es hat. Nichts ist entschlüsselt: Hier könnte das niemand.',
  back: 'Sitzungen',
  facts: 'Was er weiß',
  log: 'Was er weitergibt',
  build: {
    title: 'Welche Seiten er ausliefert',
    text: 'Bei Kunden und Experten läuft, was der Server ihnen schickt. Diese Zahlen sagt der Server; wer die Quellen selbst baut, erhält dieselben, oder der Server schickt etwas anderes.',
    hash: 'Hash des Builds',
    sources: 'Hash der Quellen, auch in Belegen',
    list_one: 'Liste von {{count}} Datei',
    list_other: 'Liste von {{count}} Dateien',
    none: 'Der Server hat keine Liste eines Builds.',
  },
  explain: {
    sealed:
      'Versiegelte Einträge sind Chat, Angebote von Dateien, Zwischenablage, Einwilligungen und Ähnliches, in den Browsern verschlüsselt. Der Server sieht, wann sie kamen, von welchem Platz und wie lang sie sind.',
    clear:
      'Einträge im Klartext sind der Handschlag: öffentliche Schlüssel und Nachweise, mit denen sich die Browser auf Schlüssel einigen, die der Server nicht bekommt. Geheim ist nichts davon.',
    media:
      'Bilder, Stimmen, Stücke von Dateien und was nur für den Augenblick gilt, etwa Zeiger, gehen ebenso versiegelt hindurch. Aufbewahrt wird nichts davon, deshalb steht es nicht in dieser Liste.',
  },
  column: { number: 'Nr.', at: 'Zeit', from: 'Platz', kind: 'Art', bytes: 'Bytes', start: 'Erste Bytes' },
  sealed: 'Versiegelt',
  unknown: 'Unbekannt',
  clear: {
    greet: 'Möchte herein',
    answer: 'Schlüssel für den Neuen',
    share: 'Schlüssel und Anteil',
    reply: 'Öffentlicher Anteil',
    confirm: 'Nachweis des Neuen',
    confirmed: 'Nachweis des Einladenden',
    failed: 'Nicht zustande gekommen',
    commit: 'Wechsel der Schlüssel',
    apply: 'Fragt, wer bürgt',
    introduce: 'Vorstellung',
    resume: 'Kommt zurück',
  },
  count_one: 'Bisher {{count}} Eintrag',
  count_other: 'Bisher {{count}} Einträge',
  latest: 'gezeigt sind die letzten {{shown}}',
  live: 'Geht von selbst weiter, solange die Sitzung läuft.',
  deleted: 'Die Einträge werden am {{at}} gelöscht.',
  empty: 'Noch kein Eintrag',
  emptyText: 'Sobald jemand hereinkommt, erscheint hier, was die Browser senden.',
  gone: 'Die Einträge sind gelöscht',
  goneText: 'Sie werden nach dem Ende einer Sitzung einen Tag aufbewahrt.',
  entry: {
    title: 'Eintrag {{number}}',
    sealed: 'In einem Browser verschlüsselt. Diese Bytes sind alles, was der Server davon hat.',
    clear: 'Teil des Handschlags, im Klartext. Darin stehen öffentliche Schlüssel, Zufallszahlen und Nachweise.',
    unknown: 'Kein Eintrag einer Version, die diese Seite kennt.',
    bytes: 'Bytes',
    more_one: '{{count}} weiteres Byte derselben Art',
    more_other: '{{count}} weitere Bytes derselben Art',
    close: 'Schließen',
  },
};
