import { expect, it } from 'vitest';
import { ranked } from './ranked.ts';

const items = [
  { title: 'Welcome', detail: 'Sales and service', also: 'Play' },
  { title: 'After sales', also: 'Ring' },
  { title: 'Presales', also: 'Queue' },
  { title: 'Sales', detail: 'Anna' },
  { title: 'Zürich', detail: 'open' },
];

it('[DE56] what is called so comes before what only mentions it', () => {
  expect(ranked(items, 'sales').map(({ title }) => title)).toEqual(['Sales', 'After sales', 'Presales', 'Welcome']);
});

it('[DE56] every word has to be found, in whatever order; capitals and accents do not matter', () => {
  expect(ranked(items, 'SERVICE play').map(({ title }) => title)).toEqual(['Welcome']);
  expect(ranked(items, 'zurich').map(({ title }) => title)).toEqual(['Zürich']);
  expect(ranked(items, 'sales nobody')).toEqual([]);
});

it('[DE56] without anything typed the order stays', () => {
  expect(ranked(items, '  ')).toEqual(items);
});
