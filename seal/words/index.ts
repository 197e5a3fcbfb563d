/** What a page without keys needs of the words of a code. */
export { readSpoken, type ReadSpoken } from './read-spoken.ts';
