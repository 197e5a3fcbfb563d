import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inlineTextsOf } from '../../protocol/support/customer-pages.ts';
import { pageOf } from './page-of.ts';

const source = readFileSync(new URL('../../join.html', import.meta.url), 'utf8');
const entry = '    <script type="module" crossorigin src="/assets/first-1.js"></script>\n';
const helper = entry.replace('first-1', 'runtime-3');
const sheet = '    <link rel="stylesheet" crossorigin href="/assets/style-2.css">\n';
/** As the bundler writes it: its addresses stand in the head, the source's own is gone. */
const built = source.replace(/ *<script type="module" src="\/src.*\n/, '').replace('  </head>', () => `${helper}${entry}${sheet}  </head>`);
const parts = {
  atOnce: 'begin("$&")',
  style: 'b{}',
  links: '<link rel="modulepreload" href="/x.js">',
  script: 'rest("$1")',
  language: 'de',
  inPage: ['/assets/style-2.css', '/assets/first-1.js', '/assets/runtime-3.js'],
};

describe('the page of customers as it is written', () => {
  it('has its parts in the order in which they are needed, and nothing of what they replace', () => {
    const page = pageOf(built, parts);
    expect(inlineTextsOf(page)).toEqual({ scripts: ['begin("$&")', 'rest("$1")'], styles: ['b{}'] });
    expect(page).toContain('<html lang="de">');
    const places = ['begin(', parts.links, 'b{}', '<div id="root">', 'rest('].map((part) => page.indexOf(part));
    expect(places, 'each is there').not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    for (const gone of ['theme.js', 'stylesheet', '/assets/', '<!--']) expect(page, gone).not.toContain(gone);
  });

  it.each([
    ['its language', built.replace('lang="en"', 'lang="en-GB"')],
    ['the theme', built.replace('src="/theme.js"', 'src="/theme-1.js"')],
    ['an end', built.replace('</body>', '')],
    ['one end', `${built}</body>`],
  ])('is not written without %s', (_what, other) => {
    expect(other, 'control').not.toBe(built);
    expect(() => pageOf(other, parts)).toThrow(/the built page has .* times, not once/u);
  });

  it.each([
    ['fewer scripts', built.replace(helper, '')],
    ['no style', built.replace(sheet, '')],
    ['a style twice', built.replace(sheet, sheet + sheet)],
    ['another script', built.replace(entry, entry + entry.replace('first', 'second'))],
  ])('is not written when the build names %s, and not what stands in it', (_what, other) => {
    expect(other, 'control').not.toBe(built);
    expect(() => pageOf(other, parts)).toThrow('the built page names');
  });
});
