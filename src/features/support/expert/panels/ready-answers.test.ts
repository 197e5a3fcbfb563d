import { describe, expect, it } from 'vitest';
import { answersFor, askedFor } from './ready-answers.ts';

const replies = [
  { title: 'Restart the router', text: 'Please pull the plug.' },
  { title: 'Greeting', text: 'Hello, how can I help?' },
  { title: 'Goodbye', text: 'The router is fine. Goodbye.' },
  { title: 'The great restart', text: 'All of it.' },
];
const titles = (asked: string): string[] => answersFor(asked, replies).map(({ title }) => title);

describe('ready answers', () => {
  it('[SU461] are asked for by a slash at the beginning of one line', () => {
    expect(askedFor('/')).toBe('');
    expect(askedFor('/ReStart ')).toBe('restart');
    expect(askedFor('and/or')).toBeUndefined();
    expect(askedFor('/etc\nis a folder'), 'who writes on does not ask').toBeUndefined();
  });

  it('[SU461] come by how their title begins, then by its words, then by their text', () => {
    expect(titles('')).toHaveLength(4);
    expect(titles('gr')).toEqual(['Greeting', 'The great restart']);
    expect(titles('router')).toEqual(['Restart the router', 'Goodbye']);
    expect(titles('nothing of it')).toEqual([]);
  });

  it('[SU461] are six at most', () => {
    expect(
      answersFor(
        '',
        Array.from({ length: 20 }, (_, at) => ({ title: String(at), text: 'x' })),
      ),
    ).toHaveLength(6);
  });
});
