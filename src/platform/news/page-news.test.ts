import { expect, it, vi } from 'vitest';
import { PageNews } from './page-news.ts';

it('[SU575] the window’s title begins with how much was not seen, on every page, until it was', () => {
  const titles: string[] = [];
  const news = new PageNews((title) => titles.push(title));
  const told = vi.fn<() => void>();
  const stop = news.subscribe(told);
  news.setPage('Phone');
  news.setCount(2);
  news.setCount(2);
  news.setPage('Support');
  news.setCount(0);
  stop();
  news.setCount(1);
  expect(titles).toEqual([
    'Phone · Deskline',
    '(2) Phone · Deskline',
    '(2) Support · Deskline',
    'Support · Deskline',
    '(1) Support · Deskline',
  ]);
  expect(told).toHaveBeenCalledTimes(2);
});
