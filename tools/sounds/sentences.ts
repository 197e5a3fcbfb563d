import type { Language, Phrase } from '../../protocol/dialplan/sounds.ts';

/** Phrases that are tones and no words: the same in every language. */
export const tonePhrases = ['beep', 'recording-beep'] as const satisfies readonly Phrase[];
type TonePhrase = (typeof tonePhrases)[number];
export type SpokenPhrase = Exclude<Phrase, TonePhrase>;

/** What each phrase says. Those about queues end where a number follows. */
export const sentences: Readonly<Record<Language, Readonly<Record<SpokenPhrase, string>>>> = {
  en: {
    'please-hold': 'Please hold the line.',
    'invalid-choice': 'Sorry, that is not a valid choice.',
    'please-try-again': 'Please try again.',
    goodbye: 'Goodbye.',
    'recording-notice': 'This call may be recorded.',
    'voicemail-greeting':
      'Nobody can take your call right now. Please leave a message after the tone. Press the pound key when you are done.',
    'voicemail-unavailable': 'This mailbox cannot take messages right now.',
    'voicemail-full': 'This mailbox is full. Please try again later.',
    'voicemail-saved': 'Your message was saved. Thank you.',
    'enter-pin': 'Please enter your PIN, then press the pound key.',
    'wrong-pin': 'That PIN is not correct.',
    'enter-extension': 'Please enter the extension that you would like to reach.',
    'spell-name': 'Please spell the name with the letters on your keys, then press the pound key.',
    'queue-position': 'Your position in the queue is',
    'queue-next': 'You are next in the queue.',
    'queue-wait-minutes': 'Your expected wait in minutes is',
    'queue-callback-offer': 'To keep your place and be called back, press',
    'queue-callback-confirmed': 'Thank you. We will call you back when it is your turn.',
    'agent-offer': 'A caller is waiting for you. Press one to take the call.',
    'all-agents-busy': 'All our agents are busy at the moment.',
    closed: 'We are closed at the moment.',
    transferring: 'One moment please, you are being connected.',
    'conference-first': 'You are the first in this conference.',
    'conference-wait': 'The conference begins when the host arrives. Please wait.',
    'conference-full': 'This conference is full.',
    'conference-ended': 'The host has ended the conference.',
    'conference-muted': 'You are muted.',
    'conference-unmuted': 'You can be heard.',
    press: 'Press',
    'for-extension': 'for extension',
    'not-available': 'This announcement is not available.',
    'mailbox-no-pin': 'Your mailbox has no PIN yet. Please set one in the voicemail settings first.',
    'mailbox-locked': 'Too many wrong PINs were entered. Please try again later.',
    'mailbox-count': 'The number of your new messages is',
    'mailbox-empty': 'You have no messages.',
    'mailbox-message-from': 'Message from',
    'mailbox-menu':
      'To hear it again, press one. For the next message, press two. To delete it, press three. To leave, press the pound key.',
    'mailbox-deleted': 'The message was deleted.',
    'mailbox-end': 'There are no more messages.',
    'mailbox-greetings-offer': 'For your greetings, press zero.',
    'greeting-menu':
      'To hear your greeting, press one. To record a new one, press two. To choose another one, press three. To go back, press the star key.',
    'greeting-record': 'Please say your greeting after the tone. Press the pound key when you are done.',
    'greeting-keep':
      'To hear it again, press one. To keep it, press two. To record it again, press three. To discard it, press the star key.',
    'greeting-kept': 'Your greeting was saved. It is your usual greeting now.',
    'greeting-empty': 'Nothing could be heard.',
    'greeting-failed': 'The greeting could not be saved.',
    'greetings-full': 'You cannot keep more greetings. Please delete one in the voicemail settings first.',
    'greeting-number': 'Greeting number',
    'greeting-choose': 'To use this greeting, press one. For the next one, press two. To go back, press the star key.',
    'greeting-chosen': 'This is your usual greeting now.',
  },
  de: {
    'please-hold': 'Bitte bleiben Sie am Apparat.',
    'invalid-choice': 'Diese Auswahl ist leider nicht möglich.',
    'please-try-again': 'Bitte versuchen Sie es noch einmal.',
    goodbye: 'Auf Wiederhören.',
    'recording-notice': 'Dieses Gespräch wird möglicherweise aufgezeichnet.',
    'voicemail-greeting':
      'Ihr Anruf kann gerade nicht angenommen werden. Bitte hinterlassen Sie eine Nachricht nach dem Ton. Drücken Sie zum Beenden die Rautetaste.',
    'voicemail-unavailable': 'Diese Mailbox kann zurzeit keine Nachrichten aufnehmen.',
    'voicemail-full': 'Diese Mailbox ist voll. Bitte versuchen Sie es später noch einmal.',
    'voicemail-saved': 'Ihre Nachricht wurde gespeichert. Vielen Dank.',
    'enter-pin': 'Bitte geben Sie Ihre Geheimzahl ein, danach die Rautetaste.',
    'wrong-pin': 'Diese Geheimzahl ist nicht richtig.',
    'enter-extension': 'Bitte geben Sie die gewünschte Durchwahl ein.',
    'spell-name': 'Bitte buchstabieren Sie den Namen mit den Buchstaben auf Ihren Tasten, danach die Rautetaste.',
    'queue-position': 'Ihre Position in der Warteschlange ist',
    'queue-next': 'Sie sind als Nächstes an der Reihe.',
    'queue-wait-minutes': 'Ihre voraussichtliche Wartezeit in Minuten beträgt',
    'queue-callback-offer': 'Um Ihren Platz zu behalten und zurückgerufen zu werden, drücken Sie',
    'queue-callback-confirmed': 'Vielen Dank. Wir rufen Sie zurück, sobald Sie an der Reihe sind.',
    'agent-offer': 'Ein Anrufer wartet auf Sie. Drücken Sie die Eins, um das Gespräch anzunehmen.',
    'all-agents-busy': 'Alle unsere Mitarbeiter sind zurzeit im Gespräch.',
    closed: 'Wir sind zurzeit nicht erreichbar.',
    transferring: 'Einen Moment bitte, Sie werden verbunden.',
    'conference-first': 'Sie sind als Erste oder Erster in dieser Konferenz.',
    'conference-wait': 'Die Konferenz beginnt, sobald sie eröffnet wird. Bitte warten Sie.',
    'conference-full': 'Diese Konferenz ist voll.',
    'conference-ended': 'Die Konferenz wurde beendet.',
    'conference-muted': 'Sie sind stummgeschaltet.',
    'conference-unmuted': 'Sie sind wieder zu hören.',
    press: 'Drücken Sie',
    'for-extension': 'für Durchwahl',
    'not-available': 'Diese Ansage ist nicht verfügbar.',
    'mailbox-no-pin': 'Ihre Mailbox hat noch keine Geheimzahl. Bitte legen Sie zuerst eine in den Einstellungen der Mailbox fest.',
    'mailbox-locked': 'Es wurden zu viele falsche Geheimzahlen eingegeben. Bitte versuchen Sie es später noch einmal.',
    'mailbox-count': 'Die Anzahl Ihrer neuen Nachrichten ist',
    'mailbox-empty': 'Sie haben keine Nachrichten.',
    'mailbox-message-from': 'Nachricht von',
    'mailbox-menu':
      'Um sie noch einmal zu hören, drücken Sie die Eins. Für die nächste Nachricht die Zwei. Zum Löschen die Drei. Zum Beenden die Rautetaste.',
    'mailbox-deleted': 'Die Nachricht wurde gelöscht.',
    'mailbox-end': 'Es gibt keine weiteren Nachrichten.',
    'mailbox-greetings-offer': 'Für Ihre Begrüßungen drücken Sie die Null.',
    'greeting-menu':
      'Um Ihre Begrüßung zu hören, drücken Sie die Eins. Um eine neue aufzunehmen, die Zwei. Um eine andere zu wählen, die Drei. Zurück geht es mit der Sterntaste.',
    'greeting-record': 'Bitte sprechen Sie Ihre Begrüßung nach dem Ton. Drücken Sie zum Beenden die Rautetaste.',
    'greeting-keep':
      'Um sie noch einmal zu hören, drücken Sie die Eins. Um sie zu behalten, die Zwei. Um sie neu aufzunehmen, die Drei. Um sie zu verwerfen, die Sterntaste.',
    'greeting-kept': 'Ihre Begrüßung wurde gespeichert. Sie ist jetzt Ihre übliche Begrüßung.',
    'greeting-empty': 'Es war nichts zu hören.',
    'greeting-failed': 'Die Begrüßung konnte nicht gespeichert werden.',
    'greetings-full': 'Mehr Begrüßungen können Sie nicht behalten. Bitte löschen Sie zuerst eine in den Einstellungen der Mailbox.',
    'greeting-number': 'Begrüßung Nummer',
    'greeting-choose':
      'Um diese Begrüßung zu verwenden, drücken Sie die Eins. Für die nächste die Zwei. Zurück geht es mit der Sterntaste.',
    'greeting-chosen': 'Das ist jetzt Ihre übliche Begrüßung.',
  },
};

/** Keys that are no numbers. */
export const keyNames: Readonly<Record<Language, Readonly<Record<'star' | 'hash', string>>>> = {
  en: { star: 'star', hash: 'pound' },
  de: { star: 'Stern', hash: 'Raute' },
};
