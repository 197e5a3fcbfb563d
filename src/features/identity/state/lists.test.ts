import { describe, expect, it } from 'vitest';
import { changesOf } from './audit-changes.ts';
import { browserNameOf } from './browser-name.ts';
import { csvOf } from './csv-file.ts';
import { listSearchOf, searchTextOf } from '../../../platform/lists/list-search.ts';

describe('a list in the address', () => {
  it('[UI60] takes what fits and leaves out what does not', () => {
    expect(listSearchOf('query=101&sort=email&direction=descending&page=3')).toEqual({
      query: '101',
      sort: 'email',
      direction: 'descending',
      page: 3,
    });
    expect(listSearchOf('direction=sideways&page=-1&other=x')).toEqual({});
    expect(listSearchOf('page=many')).toEqual({});
  });

  it('[UI60] is written so that it is read back, and says nothing that goes without saying', () => {
    const search = { query: 'a&b=ü', sort: 'name', direction: 'descending' as const, page: 2 };
    expect(listSearchOf(searchTextOf(search))).toEqual(search);
    expect(searchTextOf({ query: '', page: 1 })).toBe('');
    const filtered = { person: '0190a0b0-0000-7000-8000-000000000000', action: 'user.created', from: '2026-05-01', until: '2026-05-31' };
    expect(listSearchOf(searchTextOf(filtered))).toEqual(filtered);
    expect(listSearchOf('person=bob&from=yesterday')).toEqual({});
  });
});

describe('a list to save as CSV', () => {
  it('quotes what RFC 4180 wants quoted', () => {
    expect(csvOf([['a,b', 'say "hi"', 'line\nbreak', 'plain']])).toBe('"a,b","say ""hi""","line\nbreak",plain');
  });

  it('[UI61] keeps a spreadsheet from running a field as a formula', () => {
    expect(csvOf([['=1+1', '+49', '-1', '@x', 'ok']])).toBe("'=1+1,'+49,'-1,'@x,ok");
  });
});

describe('a recorded change', () => {
  it('[ID45] says names where it has ids', () => {
    const names = { 'id-1': 'Alice', 'id-2': 'Bob' };
    expect(changesOf({ userId: 'id-1' }, { userId: null, people: ['id-1', 'id-2', 'id-3'] }, names)).toEqual([
      { field: 'userId', before: 'Alice', after: '' },
      { field: 'people', before: '', after: 'Alice, Bob, id-3' },
    ]);
  });

  it('shows the fields that differ, side by side', () => {
    expect(changesOf({ name: 'A', role: 'user', same: 1 }, { name: 'B', role: 'user', same: 1, list: ['x'] })).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'list', before: '', after: 'x' },
    ]);
  });

  it('is empty for what is no set of fields', () => {
    expect(changesOf(null, undefined)).toEqual([]);
    expect(changesOf('x', [1])).toEqual([]);
  });
});

describe('a User-Agent', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0', 'Edge', 'Linux'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36', 'Chrome', 'Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1', 'Safari', 'iOS'],
    ['curl/8', undefined, undefined],
  ])('%s', (userAgent, browser, system) => {
    expect(browserNameOf(userAgent)).toEqual({ browser, system });
  });
});
