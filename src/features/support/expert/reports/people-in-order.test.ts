import { describe, expect, it } from 'vitest';
import { peopleInOrder } from './people-in-order.ts';

const person = (name: string, sessions: number, averageRating: number | null) => ({
  userId: name,
  name,
  sessions,
  seconds: sessions * 60,
  averageRating,
});
const people = [person('Bob', 2, null), person('Änne', 5, 4), person('Alice', 2, 5)];
const names = (column: string, direction: 'ascending' | 'descending' = 'ascending'): string =>
  peopleInOrder(people, { column, direction }, 'de')
    .map(({ name }) => name)
    .join(' ');

describe('experts in a report', () => {
  it('[SU463] stand by name as their language has it', () => {
    expect(names('name')).toBe('Alice Änne Bob');
    expect(names('name', 'descending')).toBe('Bob Änne Alice');
  });

  it('[SU463] or by a figure, and by name where it is the same; without a rating they are last either way', () => {
    expect(names('sessions')).toBe('Alice Bob Änne');
    expect(names('seconds', 'descending')).toBe('Änne Alice Bob');
    expect(names('averageRating')).toBe('Änne Alice Bob');
    expect(names('averageRating', 'descending')).toBe('Alice Änne Bob');
  });
});
