import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createInstance } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { describe, expect, it } from 'vitest';
import type { RecordingDetails } from '../../../../../protocol/media/recordings.ts';
import { PlatformProvider, type Platform } from '../../../../platform/platform-context.tsx';
import { words } from '../../pages/recordings/words.en.ts';
import { HoldPart } from './hold-part.tsx';
import { RecordingsProvider } from './recordings-context.tsx';

type Hold = NonNullable<RecordingDetails['hold']>;

const asked: Hold = {
  reason: 'Claim 17',
  since: '2026-03-01T10:00:00Z',
  by: 'ann',
  byName: 'Ann',
  releaseAskedBy: 'ann',
  releaseAskedByName: 'Ann',
};

/** What somebody sees of the hold of a recording. */
function shown(who: { readonly userId: string; readonly mayHold: boolean }, hold: Hold | null): string {
  const i18n = createInstance();
  void i18n
    .use(initReactI18next)
    .init({ lng: 'en', resources: { en: { recordings: words } }, initAsync: false, interpolation: { escapeValue: false } });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is looked at of a recording here
  const recording = { id: 'r', keptUntil: '2027-04-01T10:00:00Z', hold } as unknown as RecordingDetails;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is asked of the server before a button is pressed
  const platform = {} as unknown as Platform;
  return renderToStaticMarkup(
    <PlatformProvider value={platform}>
      <QueryClientProvider client={new QueryClient()}>
        <RecordingsProvider rights={{ ...who, mayReadAll: true }}>
          <HoldPart recording={recording} />
        </RecordingsProvider>
      </QueryClientProvider>
    </PlatformProvider>,
  );
}

const buttons = (html: string): readonly string[] =>
  [...html.matchAll(/<button[^]*?<\/button>/gu)].map(([button]) => button.replaceAll(/<[^>]*>/gu, ''));
const [ann, ben] = [
  { userId: 'ann', mayHold: true },
  { userId: 'ben', mayHold: true },
];
const held: Hold = { ...asked, releaseAskedBy: null, releaseAskedByName: null };

describe('[REC64] the hold of a recording', () => {
  it('is put, its end asked for, and agreed to by another one: nobody agrees with themselves', () => {
    expect(buttons(shown(ann, null))).toEqual(['Put on hold']);
    for (const who of [ann, ben]) expect(buttons(shown(who, held))).toEqual(['Ask to end the hold']);
    expect(buttons(shown(ben, asked))).toEqual(['Agree to end the hold']);
    expect(buttons(shown(ann, asked))).toEqual([]);
    expect(shown(ann, asked)).toContain('You asked to end the hold. Another administrator must agree.');
  });

  it('is read by whoever may not hold, who has none of the buttons', () => {
    for (const hold of [null, held, asked]) expect(buttons(shown({ userId: 'carol', mayHold: false }, hold))).toEqual([]);
    expect(shown({ userId: 'carol', mayHold: false }, held)).toMatch(/Held by Ann since .*: Claim 17/u);
  });
});
