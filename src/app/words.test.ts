import { describe, expect, it } from 'vitest';
import { catalogues } from './words.ts';

/** Every sentence of a catalogue with the path of its key. */
function sentencesOf(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[name, value]];
    return typeof value === 'object' && value !== null ? sentencesOf(value, name) : [[name, '']];
  });
}

function variablesOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted();
}

/** The keys with the variables that their sentences hold. */
function shapeOf(sentences: [string, string][]): Record<string, string[]> {
  return Object.fromEntries(sentences.map(([key, sentence]) => [key, variablesOf(sentence)]));
}

describe.each(Object.entries(catalogues))('the words “%s”', (_name, catalogue) => {
  it('[UI40] have the same keys in both languages, with the same variables, and none is empty', async () => {
    const en = sentencesOf((await catalogue.en()).words);
    const de = sentencesOf((await catalogue.de()).words);
    expect(shapeOf(de)).toEqual(shapeOf(en));
    expect([...en, ...de].filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  });

  it('[UI41] have both forms of every plural', async () => {
    const keys = new Set(sentencesOf((await catalogue.en()).words).map(([key]) => key));
    const halves = [...keys].filter((key) => /_(one|other)$/.test(key));
    const missing = halves
      .map((key) => key.replace(/_(one|other)$/, ''))
      .filter((key) => !keys.has(`${key}_one`) || !keys.has(`${key}_other`));
    expect(missing).toEqual([]);
  });

  it('[UI43] address people with Sie, and exclaim nothing', async () => {
    const en = sentencesOf((await catalogue.en()).words);
    const de = sentencesOf((await catalogue.de()).words);
    const familiar = /\b(du|dein|deine|deinen|deinem|dir|dich)\b/i;
    expect(de.filter(([, sentence]) => familiar.test(sentence))).toEqual([]);
    expect([...en, ...de].filter(([, sentence]) => /!|\boops|hoppla|\bups\b/i.test(sentence))).toEqual([]);
  });
});
