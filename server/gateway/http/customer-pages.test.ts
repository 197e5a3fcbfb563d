import { describe, expect, it } from 'vitest';
import { customerPageFor, isCustomerPage } from './customer-pages.ts';

describe('[SU456] the page for a browser', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.8', '/join.de.html'],
    ['fr-FR, fr;q=0.9, de-AT;q=0.7, en;q=0.5', '/join.de.html'],
    ['en-GB,de', '/join.html'],
    ['DE', '/join.de.html'],
    ['fr', '/join.html'],
    ['fr, de;q=0, en;q=0.9', '/join.html'],
    ['en;q=0.5, de;q=0.501', '/join.de.html'],
    ['en;q=0.3,fr;q=0.9,de ; q=0.8', '/join.de.html'],
    ['de;q=0.7, en;q=0.7', '/join.de.html'],
    ['en;q=0.9, de;Q=1.000', '/join.de.html'],
    ['en;q=0.9, de;q=2', '/join.de.html'],
    ['en;q=0.9, de;q=', '/join.de.html'],
    ['de;q=0.000', '/join.html'],
    ['constructor', '/join.html'],
    ['', '/join.html'],
    [null, '/join.html'],
  ])('that speaks %s is %s', (languages, page) => {
    expect(customerPageFor(languages)).toBe(page);
  });

  it('is one of customers by its own address too', () => {
    expect(['/join.html', '/join.de.html', '/j', '/j/x', '/see/x'].every(isCustomerPage)).toBe(true);
    expect(['/', '/join.fr.html', '/jobs', '/see'].some(isCustomerPage)).toBe(false);
  });
});
