import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeMulaw, encodeOpus, encodeWav } from './encode.ts';
import { holdMusic, ringtone } from './music.ts';
import { unavailableAnnouncement } from './speech.ts';
import { tones } from './tones.ts';

/**
 * Makes every sound of ours from nothing: `npm run sounds`. The results are committed, so only somebody who changes a
 * sound runs it. Licence and source of each file are in public/NOTICE.
 */
const folder = fileURLToPath(new URL('../../public/sounds/', import.meta.url));

function save(name: string, bytes: Buffer): void {
  writeFileSync(`${folder}${name}`, bytes);
  process.stdout.write(`${name}: ${bytes.byteLength} bytes\n`);
}

/** A sound that the server plays into calls. */
function saveServerSound(name: string, samples: Float64Array, isLoop: boolean): void {
  save(`${name}.ogg`, encodeOpus(samples, { bitrate: 28_000, isLoop }));
  save(`${name}.pcmu`, encodeMulaw(samples));
}

/** A sound that the browser plays to its own user. */
function savePageSound(name: string, samples: Float64Array): void {
  save(`${name}.ogg`, encodeOpus(samples, { bitrate: 48_000, isLoop: false }));
  save(`${name}.wav`, encodeWav(samples, 16_000));
}

mkdirSync(folder, { recursive: true });
saveServerSound('ringback', tones.ringback(), true);
saveServerSound('busy', tones.busy(), true);
saveServerSound('congestion', tones.congestion(), true);
saveServerSound('hold-music', holdMusic(), true);
for (const language of ['en', 'de'] as const) {
  const speech = unavailableAnnouncement(language);
  if (speech) saveServerSound(`unavailable-${language}`, speech, false);
  else process.stdout.write(`unavailable-${language}: left as it is, espeak-ng is not installed\n`);
}
savePageSound('ringtone', ringtone());
savePageSound('call-waiting', tones.callWaiting());
