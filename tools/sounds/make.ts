import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { languages, type Language } from '../../protocol/dialplan/sounds.ts';
import { numberWords, recordedNumbers } from '../../protocol/dialplan/spoken-numbers.ts';
import { encodeMulaw, encodeOpus, encodeWav } from './encode.ts';
import { holdMusic, ringtone } from './music.ts';
import { keyNames, sentences } from './sentences.ts';
import { speech, unavailableAnnouncement, type Pauses } from './speech.ts';
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

/** A sound that the server puts together with others; its G.711 is made when it is needed. */
function savePart(name: string, samples: Float64Array): void {
  writeFileSync(`${folder}${name}.ogg`, encodeOpus(samples, { bitrate: 24_000, isLoop: false }));
}

const sentencePauses: Pauses = { before: 0.1, after: 0.3 };
const partPauses: Pauses = { before: 0.02, after: 0.06 };

/** Phrases, numbers and names of keys of a language, each in a file named after what it says. */
function saveVoice(language: Language): void {
  const parts: readonly (readonly [name: string, text: string, pauses: Pauses])[] = [
    ...Object.entries(sentences[language]).map(([phrase, text]) => [phrase, text, sentencePauses] as const),
    ...recordedNumbers.map((number) => [`number-${String(number)}`, numberWords(number, language), partPauses] as const),
    ...Object.entries(keyNames[language]).map(([key, text]) => [`key-${key}`, text, partPauses] as const),
  ];
  mkdirSync(`${folder}${language}`, { recursive: true });
  for (const [name, text, pauses] of parts) {
    const said = speech(text, language, pauses);
    if (said) savePart(`${language}/${name}`, said);
  }
  process.stdout.write(`${language}: ${String(parts.length)} parts\n`);
}

mkdirSync(folder, { recursive: true });
saveServerSound('ringback', tones.ringback(), true);
saveServerSound('busy', tones.busy(), true);
saveServerSound('congestion', tones.congestion(), true);
saveServerSound('hold-music', holdMusic(), true);
savePart('beep', tones.beep());
savePart('recording-beep', tones.recordingBeep());
for (const language of languages) {
  const speech = unavailableAnnouncement(language);
  if (speech) saveServerSound(`unavailable-${language}`, speech, false);
  else process.stdout.write(`unavailable-${language}: left as it is, espeak-ng is not installed\n`);
  saveVoice(language);
}
savePageSound('ringtone', ringtone());
savePageSound('call-waiting', tones.callWaiting());
