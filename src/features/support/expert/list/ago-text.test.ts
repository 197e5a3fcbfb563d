import { expect, it } from 'vitest';
import { agoText } from './ago-text.ts';

it('[SU578] since when a session waits is said in minutes, then in hours, and never as ahead', () => {
  expect(agoText('en', 5 * 60_000 + 59_000)).toBe('5 min. ago');
  expect(agoText('de', 5 * 60_000)).toBe('vor 5 Min.');
  expect(agoText('en', 61 * 60_000)).toBe('1 hr. ago');
  expect(agoText('en', -90_000)).toBe(agoText('en', 0));
});
