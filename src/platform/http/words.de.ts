import type { words as en } from './words.en.ts';

export const words: typeof en = {
  'bad-request': {
    title: 'Der Server hat die Anfrage nicht verstanden.',
    advice: 'Laden Sie die Seite neu und versuchen Sie es noch einmal. Bleibt es dabei, informieren Sie Ihre Administration.',
  },
  'invalid-fields': { title: 'Einige Angaben können nicht übernommen werden.', advice: 'Korrigieren Sie die markierten Felder.' },
  'wrong-credentials': {
    title: 'E-Mail oder Passwort ist falsch.',
    advice: 'Prüfen Sie beides und versuchen Sie es erneut. Ihre Administration kann das Passwort zurücksetzen.',
  },
  'one-time-password-over': {
    title: 'Dieses Einmalpasswort ist abgelaufen.',
    advice: 'Es galt 7 Tage. Bitten Sie Ihre Administration um ein neues.',
  },
  'tenant-ended': {
    title: 'Diese Organisation ist beendet.',
    advice: 'Nur ihre Administration meldet sich an, und nichts lässt sich ändern, bis ein Super-Administrator das Ende zurücknimmt.',
  },
  'end-is-final': { title: 'Das Ende lässt sich nicht mehr zurücknehmen.', advice: 'Es wird schon gelöscht.' },
  'not-signed-in': { title: 'Sie sind abgemeldet.', advice: 'Melden Sie sich wieder an; Sie kommen auf diese Seite zurück.' },
  'password-change-required': {
    title: 'Zuerst ist ein neues Passwort nötig.',
    advice: 'Legen Sie ein eigenes Passwort fest, dann geht es weiter.',
  },
  forbidden: { title: 'Dazu fehlt Ihnen das Recht.', advice: 'Die Administration Ihrer Organisation kann es Ihnen geben.' },
  'foreign-origin': {
    title: 'Die Anfrage wurde zur Sicherheit abgelehnt.',
    advice: 'Öffnen Sie Deskline in einem Tab unter der gewohnten Adresse und versuchen Sie es erneut.',
  },
  'not-found': { title: 'Das gibt es nicht oder nicht mehr.', advice: 'Gehen Sie zurück zur Liste; vielleicht hat es jemand entfernt.' },
  taken: { title: 'Das ist bereits vergeben.', advice: 'Wählen Sie einen anderen Wert.' },
  'changed-meanwhile': {
    title: 'Jemand anderes hat dies inzwischen geändert.',
    advice: 'Sehen Sie sich die aktuellen Werte an, bevor Sie speichern.',
  },
  'limit-reached': { title: 'Mehr davon gehen hier nicht.', advice: 'Löschen Sie zuerst etwas, das Sie nicht mehr brauchen.' },
  'in-use': { title: 'Das wird noch benutzt.', advice: 'Nehmen Sie es zuerst dort heraus, wo es benutzt wird.' },
  'last-super-admin': { title: 'Das ist der letzte Super-Administrator.', advice: 'Ernennen Sie zuerst einen anderen.' },
  sealed: { title: 'Das ist versiegelt.', advice: 'Öffnen Sie es in einem freigegebenen Browser; der Server hat keinen Schlüssel.' },
  'not-audio': { title: 'Das ist keine Audiodatei.', advice: 'Senden Sie eine Aufnahme als WAV, MP3, Ogg, M4A, FLAC oder WebM.' },
  'audio-empty': { title: 'In dieser Datei ist kein Ton.', advice: 'Nehmen Sie sie neu auf oder exportieren Sie sie erneut.' },
  'audio-silent': {
    title: 'In dieser Aufnahme ist nichts zu hören.',
    advice: 'Prüfen Sie Mikrofon und Pegel und nehmen Sie sie dann neu auf.',
  },
  'audio-broken': {
    title: 'Diese Audiodatei ist beschädigt oder unvollständig.',
    advice: 'Exportieren Sie sie erneut, oder senden Sie ein anderes Format.',
  },
  'audio-too-long': { title: 'Diese Aufnahme ist zu lang.', advice: 'Kürzen Sie sie und senden Sie sie dann erneut.' },
  'ffmpeg-missing': {
    title: 'Der Server kann noch keine Töne bearbeiten.',
    advice: 'Dort fehlt das Programm ffmpeg; wer den Server betreibt, installiert es mit „apt-get install ffmpeg“.',
  },
  'speech-missing': {
    title: 'Der Server kann noch nicht sprechen.',
    advice:
      'Dort fehlt das Programm espeak-ng; wer den Server betreibt, installiert es mit „apt-get install espeak-ng“ oder setzt TTS_URL.',
  },
  'speech-failed': {
    title: 'Der Sprachdienst hat nicht wie erwartet geantwortet.',
    advice: 'Versuchen Sie es erneut, oder wählen Sie eine andere Stimme. Bleibt es dabei, informieren Sie Ihre Administration.',
  },
  'method-not-allowed': {
    title: 'Der Server nimmt das hier nicht an.',
    advice: 'Laden Sie die Seite neu, um die aktuelle Fassung zu erhalten.',
  },
  'unsupported-type': {
    title: 'Der Server kann diese Art von Daten nicht lesen.',
    advice: 'Laden Sie die Seite neu, um die aktuelle Fassung zu erhalten.',
  },
  'too-large': { title: 'Das ist zu groß.', advice: 'Verkleinern oder teilen Sie es.' },
  'too-many-attempts': { title: 'Zu viele Versuche.', advice: 'Warten Sie einen Augenblick und versuchen Sie es dann erneut.' },
  'content-gone': { title: 'Der Inhalt dieser Sitzung ist gelöscht.', advice: 'Der Löschnachweis bleibt.' },
  'on-hold': { title: 'Der Inhalt ist von der Löschung ausgenommen.', advice: 'Zuerst muss die Sperre aufgehoben werden.' },
  'session-over': { title: 'Diese Support-Sitzung ist beendet.', advice: 'Beginnen Sie bei Bedarf eine neue.' },
  'not-admitted': { title: 'Sie sind noch nicht eingelassen.', advice: 'Warten Sie, bis die Kundin oder der Kunde Sie hereinlässt.' },
  'media-unavailable': {
    title: 'Der Audioserver ist nicht verfügbar.',
    advice: 'Er startet von selbst neu; versuchen Sie es in einigen Sekunden erneut.',
  },
  'storage-full': {
    title: 'Auf dem Server ist kein Platz mehr; dies wurde nicht aufbewahrt.',
    advice: 'Was Sie hier haben, bleibt. Sagen Sie es dem Betreiber des Servers; versuchen Sie es noch einmal, wenn wieder Platz ist.',
  },
  unavailable: {
    title: 'Der Server kann gerade nicht antworten.',
    advice: 'Versuchen Sie es gleich noch einmal. Es wurde nichts geändert.',
  },
  internal: {
    title: 'Der Server hat einen Fehler gemacht.',
    advice: 'Versuchen Sie es noch einmal. Bleibt es dabei, senden Sie die Details an Ihre Administration.',
  },
  offline: { title: 'Dieser Computer ist offline.', advice: 'Prüfen Sie Netzwerkkabel oder WLAN. Die Seite macht von selbst weiter.' },
  'no-answer': {
    title: 'Der Server antwortet nicht.',
    advice: 'Vielleicht startet er gerade neu. Versuchen Sie es gleich noch einmal; bleibt es dabei, informieren Sie Ihre Administration.',
  },
  'unexpected-answer': {
    title: 'Diese Seite und der Server passen nicht zusammen.',
    advice: 'Laden Sie die Seite neu, um die aktuelle Fassung zu erhalten.',
  },
  unknown: {
    title: 'In dieser Seite ist etwas fehlgeschlagen.',
    advice: 'Laden Sie die Seite neu. Bleibt es dabei, senden Sie die Details an Ihre Administration.',
  },
  tooManyAttemptsFor_one: 'Warten Sie {{count}} Sekunde und versuchen Sie es dann erneut.',
  tooManyAttemptsFor_other: 'Warten Sie {{count}} Sekunden und versuchen Sie es dann erneut.',
};
