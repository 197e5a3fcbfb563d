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

  it.each([
    'let e=0;function up(){e+=1}export{e as t,up as u};',
    'var e;const up=()=>{({e}={e:1})};export{up as u,e as t};',
    'var e;class C{static up(){for([,e=2]of[])e()}}export{e as t};',
    'var e=0;function up(){{let e=1;e++}e--}export{e as t};',
    'var e=0;function up(){try{}catch(e){e=1}(e)=2}export{e as t};',
  ])('cannot export what changes later, as others would not see it: %s', (code) => {
    expect(() => pageScript([{ ...helper, code }])).toThrow('/assets/helper-1.js exports what changes after it has run: e');
  });

  it.each([
    'var e;e=1;for(e of[2]);export{e as t};',
    'var e=2,f=(e,n=e++)=>{e=n};function g(){e.x=1;var[{e}]=[{}];e=1}export{e as t,f,g};',
    'var e=2;function g(){switch(1){case 0:let e;case 1:e=3}for(let e=0;e<1;e++)for(const e in[])e();try{}catch(e){e=1}}export{e as t};',
    'export{e as t};var e=2,f=function e(){e=1};',
  ])('may export what is done when it has run, and use its name for others inside: %s', (code) => {
    const { desklineParts } = run(pageScript([{ ...helper, code }]));
    expect(desklineParts['t0']).toBe(2);
  });

  it('cannot ask where it lies', () => {
    const asks = 'var e=()=>new URL("./x",import.meta.url);export{e as t};';
    expect(() => pageScript([{ ...helper, code: asks }])).toThrow('import.meta');
    expect(() => pageScript([{ ...helper, code: 'function e(){return new.target}var n="import.meta";export{e as t};' }])).not.toThrow();
  });

  it('cannot wait before it has run, nor end in the middle of a comment', () => {
    const refused = '/assets/helper-1.js cannot run inside a function';
    for (const code of ['var e=await 2;export{e as t};', 'a()//']) expect(() => pageScript([{ ...helper, code }]), code).toThrow(refused);
    expect(() => pageScript([{ ...helper, code: 'var e=async()=>await 2;export{e as t};//' }])).not.toThrow();
  });

  it.each(['a("</script>")', 'b{}</style>', 'x="<!--"'])('cannot have what looks like markup: %s', (text) => {
    expect(() => inHtml(text)).toThrow('markup');
  });
});
