import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { inHtml, pageScript, takingFromPage, type InlinePart } from './inline-parts.ts';

const helper: InlinePart = { mark: '0', address: '/assets/helper-1.js', code: 'var e=x=>x+1;export{e as t};' };
const first: InlinePart = {
  mark: '.1',
  address: '/assets/first-2.js',
  // The same name as in the helper: each part has a scope of its own.
  code: 'import{t as n}from"./helper-1.js";var e=n(1);import("./late-3.js");function r(){return e}export{e as a,r as "b c"};',
};
const parts = [helper, first];

interface Ran {
  readonly desklineParts: Readonly<Record<string, unknown>>;
  readonly result: unknown;
  /** Addresses of dynamic imports. */
  readonly fetched: readonly string[];
}

/** As a page would run it; dynamic imports are noted instead. */
function run(code: string, desklineParts: Ran['desklineParts'] = {}): Ran {
  const fetched: string[] = [];
  const page = { desklineParts, result: undefined, fetched, fetch: (address: string) => fetched.push(address) };
  runInNewContext(code.replaceAll('import(', 'fetch('), Object.assign(page, { globalThis: page }));
  return page;
}

describe('parts that stand in the page', () => {
  it('run one after the other, take from one another, and register what they export', () => {
    const { desklineParts, fetched } = run(pageScript(parts));
    expect(Object.keys(desklineParts)).toEqual(['t0', 'a.1', 'b c.1']);
    expect(desklineParts['a.1']).toBe(2);
    expect(fetched, 'by an address that is the same on every page').toEqual(['/assets/late-3.js']);
  });

  it('give other files what these import from them; imports of other files stay', () => {
    const late =
      'import{a as q,"b c" as f}from"./first-2.js";import{t as add}from"../assets/helper-1.js";import"./first-2.js";globalThis.result=[q,f(),add(5)];';
    const { result } = run(takingFromPage(late, '/assets/late-3.js', parts), run(pageScript(parts)).desklineParts);
    expect(result).toEqual([2, 2, 6]);
    const other = 'import{z}from"./zod-4.js";';
    expect(takingFromPage(other, '/assets/late-3.js', parts)).toBe(other);
  });

  it('cannot import what is not in the page, nor export what has no name', () => {
    expect(() => pageScript([first])).toThrow('./helper-1.js');
    for (const asked of ['import*as all from"./helper-1.js";', 'import("./helper-1.js");'])
      expect(() => takingFromPage(asked, '/assets/late-3.js', parts), asked).toThrow('page');
    expect(() => pageScript([{ ...helper, code: 'export default 1' }])).toThrow('export default 1');
  });

  it.each(['a("</script>")', 'b{}</style>', 'x="<!--"'])('cannot have what looks like markup: %s', (text) => {
    expect(() => inHtml(text)).toThrow('markup');
  });
});
