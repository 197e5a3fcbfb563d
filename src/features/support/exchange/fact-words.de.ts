import type { factWords as english } from './fact-words.en.ts';

export const factWords: typeof english = {
  browser: 'Browser',
  languages: 'Sprachen',
  platform: 'System',
  screen: 'Bildschirm',
  processors: 'Prozessorkerne',
  memory: 'Arbeitsspeicher (etwa)',
  graphics: 'Grafik',
  connection: 'Verbindung',
  way: 'Weg zum Server',
  media: 'Weg von Bild und Stimme',
  online: 'Online',
  timeZone: 'Zeitzone',
  storage: 'Belegter Speicher',
  cameras: 'Kameras',
  microphones: 'Mikrofone',
  speakers: 'Lautsprecher',
  permissionCamera: 'Erlaubnis: Kamera',
  permissionMicrophone: 'Erlaubnis: Mikrofon',
  permissionNotifications: 'Erlaubnis: Mitteilungen',
  page: 'Version der Seite',
};
