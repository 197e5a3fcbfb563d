import { describe, expect, it } from 'vitest';
import { audioFormatOf } from '../audio/audio-format.ts';
import { prepareAudio } from '../audio/prepare-audio.ts';
import type { SpeechSynthesis } from './speech-synthesis.ts';

/** What every driver that reads aloud does. */
export function describeSpeech(name: string, open: () => SpeechSynthesis): void {
  describe(`text to speech by ${name}`, () => {
    const voiceOf = (speech: SpeechSynthesis, language: 'en' | 'de'): string =>
      speech.voices().find((voice) => voice.language === language)?.id ?? 'none';

    it.each(['en', 'de'] as const)('[PR30] speaks %s, and the result can be a prompt', async (language) => {
      const speech = open();
      const audio = await speech.speak({ text: 'Guten Tag, one two three', voice: voiceOf(speech, language), language, rate: 1 });
      expect(audioFormatOf(audio)).toBeDefined();
      expect((await prepareAudio(audio)).durationMs).toBeGreaterThan(500);
    });

    it('[PR31] twice the rate takes about half the time', async () => {
      const speech = open();
      const text = 'One two three four five six seven eight nine ten eleven twelve';
      const lasts = async (rate: number): Promise<number> =>
        (await prepareAudio(await speech.speak({ text, voice: voiceOf(speech, 'en'), language: 'en', rate }))).durationMs;
      const [usual, fast] = [await lasts(1), await lasts(2)];
      expect(fast / usual).toBeGreaterThan(0.3);
      expect(fast / usual).toBeLessThan(0.7);
    });

    it('[PR32] a voice that it does not have, or not in this language, is refused', async () => {
      const speech = open();
      const request = { text: 'Hello', language: 'en', rate: 1 } as const;
      for (const voice of ['nobody', '--help', '../en', voiceOf(speech, 'de')])
        await expect(speech.speak({ ...request, voice })).rejects.toMatchObject({ code: 'unknown-voice' });
    });

    it('[PR33] a text that looks like an option or a command is only read aloud', async () => {
      const speech = open();
      const audio = await speech.speak({
        text: '--version $(touch /tmp/x) <break/>',
        voice: voiceOf(speech, 'en'),
        language: 'en',
        rate: 1,
      });
      expect((await prepareAudio(audio)).durationMs).toBeGreaterThan(500);
    });

    it('[PR34] who gives up waiting ends it', async () => {
      const speech = open();
      const request = { text: 'Hello', voice: voiceOf(speech, 'en'), language: 'en', rate: 1 } as const;
      await expect(speech.speak({ ...request, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'failed' });
    });
  });
}
