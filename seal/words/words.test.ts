import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { emoji } from './emoji.ts';
import { isOneSlip, readSpoken } from './read-spoken.ts';
import { newSpokenWord } from './new-spoken-word.ts';
import { normaliseWord } from './spoken-word.ts';
import { commitmentOf, keyDigits, safetyWordsOf } from './safety-words.ts';
import { wordList } from './word-list.ts';

describe('words of invites', () => {
  it('[SE20] a spoken code has 27 secret bits: three words of 512 that are told apart', () => {
    expect(new Set(wordList).size).toBe(512);
    expect(wordList.every((word) => /^[a-z]{4,8}$/u.test(word))).toBe(true);
    for (const [at, word] of wordList.entries())
      for (const other of wordList.slice(at + 1)) expect(isOneSlip(word, other), `${word} ${other}`).toBe(false);
    const drawn = new Set(Array.from({ length: 200 }, () => newSpokenWord()));
    expect(drawn.size).toBe(200);
    for (const word of drawn) expect(word.split('-').filter((part) => wordList.includes(part))).toHaveLength(3);
  });

  it('[SE21] a word is the same however it is typed', () => {
    for (const typed of ['tiger-café-zebra', ' Tiger, CAFE  zebra ', 'tiger–cafe zebra.', 'tiger cafe\u0301 zébrä'])
      expect(normaliseWord(typed)).toBe('tiger-cafe-zebra');
    expect(normaliseWord('Fluß')).toBe('fluss');
    expect(normaliseWord(' - ')).toBe('');
  });
});

describe('[SE28] words that were typed', () => {
  it('are three of ours, also run together or taken apart', () => {
    for (const typed of ['Tiger Lotus Zebra', 'tigerlotuszebra', 'tiger-lotuszebra', 'ti ger lotus zebra', 'tíger, lotus; zebra'])
      expect(readSpoken(typed), typed).toEqual({ kind: 'words', word: 'tiger-lotus-zebra' });
  });

  it('are named when they are none of ours, with the one that is a slip away', () => {
    const slips = { tigr: 'tiger', tigger: 'tiger', riger: 'tiger', itger: 'tiger', lottus: 'lotus', hippopotamus: undefined };
    for (const [typed, meant] of Object.entries(slips))
      expect(readSpoken(`zebra ${typed} zebra`)).toEqual({ kind: 'unknown', typed, meant });
  });

  it('are not guessed when two of ours are as near', () => {
    expect(readSpoken('tiger koal zebra')).toEqual({ kind: 'unknown', typed: 'koal', meant: 'koala' });
    const between = ['zonebra', ...wordList.map((word) => word.slice(1))].find(
      (typed) => wordList.filter((word) => isOneSlip(word, typed)).length > 1,
    );
    expect(between).toBeDefined();
    expect(readSpoken(`tiger ${String(between)} zebra`)).toMatchObject({ kind: 'unknown', meant: undefined });
  });

  it('have to be three', () => {
    for (const typed of ['tiger zebra', 'tiger lotus zebra tiger', 'tiger']) expect(readSpoken(typed), typed).toEqual({ kind: 'count' });
    expect(readSpoken('')).toEqual({ kind: 'unknown', typed: '', meant: undefined });
  });

  it('[SE20] are found again whatever was drawn', () => {
    for (let turn = 0; turn < 200; turn += 1) {
      const word = newSpokenWord();
      expect(readSpoken(word.toUpperCase().replaceAll('-', ' '))).toEqual({ kind: 'words', word });
    }
  });
});

describe('safety words', () => {
  const authenticator = utf8('an epoch');
  const parts = [
    { leaf: 0, random: utf8('one') },
    { leaf: 1, random: utf8('two') },
  ];

  it('[SE23] are seven emoji of 64 and thirty digits in groups of five, equal whoever counts first', async () => {
    const words = await safetyWordsOf(authenticator, parts);
    expect(new Set(emoji).size).toBe(64);
    expect(words.emoji).toHaveLength(7);
    expect(words.emoji.every((picture) => emoji.includes(picture))).toBe(true);
    expect(words.digits).toMatch(/^(?:\d{5} ){5}\d{5}$/u);
    expect(await safetyWordsOf(authenticator, parts.toReversed())).toEqual(words);
  });

  it('[SE23] are others for another epoch, another part, or parts that changed places', async () => {
    const words = await safetyWordsOf(authenticator, parts);
    const others = [
      await safetyWordsOf(utf8('another'), parts),
      await safetyWordsOf(authenticator, [...parts.slice(1), { leaf: 0, random: utf8('onf') }]),
      await safetyWordsOf(
        authenticator,
        parts.map(({ leaf, random }) => ({ leaf: 1 - leaf, random })),
      ),
    ];
    for (const other of others) expect(other.digits).not.toBe(words.digits);
  });

  it('[SE24] a commitment binds part, leaf and epoch', async () => {
    const part = { leaf: 1, random: utf8('two') };
    const bound = await commitmentOf(authenticator, part);
    expect(await commitmentOf(authenticator, part)).toEqual(bound);
    expect(await commitmentOf(authenticator, { ...part, leaf: 0 })).not.toEqual(bound);
    expect(await commitmentOf(utf8('another'), part)).not.toEqual(bound);
    expect(await keyDigits(bound)).toMatch(/^(?:\d{5} ){5}\d{5}$/u);
  });
});
