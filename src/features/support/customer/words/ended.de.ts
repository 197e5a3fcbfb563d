import type { endedWords as english } from './ended.en.ts';

export const endedWords: typeof english = {
  title: 'Die Sitzung ist beendet',
  reason: {
    done: 'Sie ist für alle beendet. Es wird nichts mehr gezeigt oder gehört.',
    left: 'Sie haben die Sitzung verlassen.',
    removed: 'Ihr Platz in der Sitzung wurde Ihnen genommen. Haben Sie einen neuen Link oder Code bekommen, geht es damit weiter.',
    wordsDiffer:
      'Die Sicherheitswörter waren verschieden. Es könnte jemand dazwischen gewesen sein: Benutzen Sie denselben Link oder Code nicht noch einmal.',
    takenOver: 'Sie geht in einem anderen Tab dieses Browsers weiter.',
    idle: 'Es war niemand mehr da.',
    tooLong: 'Sie hat so lange gedauert, wie eine Sitzung dauern darf.',
    tenantEnded: 'Die Organisation nutzt diesen Dienst nicht mehr. Es wird nichts mehr gezeigt oder gehört.',
    fault: 'Die verschlüsselte Verbindung ließ sich nicht halten.',
  },
  notRated: 'Das hat den Server nicht erreicht. Bitte versuchen Sie es noch einmal.',
  summary: 'Zusammenfassung',
  with: 'Mit',
  lasted: 'Dauer',
  seconds: 'unter einer Minute',
  messages: 'Nachrichten',
  files: 'Dateien',
  saveChat: 'Chat speichern',
  saveReceipt: 'Protokoll mit Unterschriften speichern',
  bothSigned: 'Beide Seiten haben alles bis zum Ende unterschrieben.',
  partSigned: (signed: number, entries: number) =>
    `Nur ${String(signed)} von ${String(entries)} Einträgen des Protokolls sind von beiden Seiten unterschrieben.`,
  again: 'An einer anderen Sitzung teilnehmen',
  gone: 'Die Schlüssel dieser Sitzung sind gelöscht. Diese Seite behält nichts.',
};
