import { describe, expect, it } from 'vitest';
import { cameraWords as germanCamera } from './camera.de.ts';
import { cameraWords as englishCamera } from './camera.en.ts';
import { words as germanPage } from './customer.de.ts';
import { words as englishPage } from './customer.en.ts';
import { endedWords as germanEnded } from './ended.de.ts';
import { endedWords as englishEnded } from './ended.en.ts';
import { exchange as germanExchange } from './exchange.de.ts';
import { exchange as englishExchange } from './exchange.en.ts';

const german = { ...germanPage, camera: germanCamera, ended: germanEnded, ...germanExchange };
const english = { ...englishPage, camera: englishCamera, ended: englishEnded, ...englishExchange };

type Tree = { readonly [key: string]: unknown };

/** Every sentence with its place; sentences with names get them. */
function sentences(tree: Tree, place = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = place === '' ? key : `${place}.${key}`;
    if (typeof value === 'string') return [[at, value] as const];
    if (typeof value === 'function') return [[at, String(value('«one»', '«two»'))] as const];
    return sentences(value as Tree, at);
  });
}

describe('[SU128] the words of the customer’s page', () => {
  it('have the same sentences with the same names in them', () => {
    const [here, there] = [sentences(english), sentences(german)];
    expect(there.map(([at]) => at)).toEqual(here.map(([at]) => at));
    for (const [at, text] of here)
      for (const name of ['«one»', '«two»'])
        expect(there.find(([other]) => other === at)?.[1].includes(name), `${at} ${name}`).toBe(text.includes(name));
  });

  it('are calm', () => {
    for (const [at, text] of [...sentences(english), ...sentences(german)]) expect(text, at).not.toMatch(/!|oops|hoppla|\bdu\b|\bdein/i);
  });

  it('say Sie', () => {
    expect(sentences(german).filter(([, text]) => /\b(Sie|Ihre?)\b/.test(text)).length).toBeGreaterThan(40);
  });
});
