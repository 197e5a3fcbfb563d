import { describe, expect, it } from 'vitest';
import { maxImportLines, parseImport } from './import-lines.ts';

describe('lines of an import', () => {
  it('[ID33] reads quoted fields, semicolons, a byte order mark and empty lines', () => {
    const { lines, refused } = parseImport('\uFEFFname;email;extension\r\n"Müller; Anna";anna@acme.test;201\r\n\r\nBen;ben@acme.test;\r\n');
    expect(refused).toEqual([]);
    expect(lines).toEqual([
      { line: 2, email: 'anna@acme.test', displayName: 'Müller; Anna', role: 'user', extension: '201', language: null },
      { line: 4, email: 'ben@acme.test', displayName: 'Ben', role: 'user', extension: undefined, language: null },
    ]);
  });

  it('[ID33] names every wrong field of every line', () => {
    const { lines, refused } = parseImport(
      'email,name,role,extension,language\nnot-an-address,,boss,12x,fr\nok@acme.test,Ok,agent,300,de\n,Nobody,,,\n',
    );
    expect(lines.map((line) => line.line)).toEqual([3]);
    expect(refused).toEqual([
      { line: 2, field: 'email', value: 'not-an-address', reason: 'not-an-email' },
      { line: 2, field: 'name', value: '', reason: 'missing' },
      { line: 2, field: 'role', value: 'boss', reason: 'unknown-role' },
      { line: 2, field: 'extension', value: '12x', reason: 'not-an-extension' },
      { line: 2, field: 'language', value: 'fr', reason: 'unknown-language' },
      { line: 4, field: 'email', value: '', reason: 'missing' },
    ]);
  });

  it('[ID33] refuses headers it does not know, twice the same, or without the required ones', () => {
    expect(parseImport('email,email,color\n').refused.map((line) => `${line.value} ${line.reason}`)).toEqual([
      'color unknown-column',
      'email twice',
      'name missing-column',
    ]);
    expect(parseImport('').refused.map((line) => line.reason)).toContain('missing-column');
  });

  it('[ID33] refuses a line with more fields than the header, and files that are too long', () => {
    expect(parseImport('email,name\na@acme.test,A,extra\n').refused).toEqual([
      { line: 2, field: 'line', value: 'extra', reason: 'too-many-fields' },
    ]);
    const long = `email,name\n${'a@acme.test,A\n'.repeat(maxImportLines + 5)}`;
    expect(parseImport(long).refused).toEqual([{ line: maxImportLines + 2, field: 'line', value: '', reason: 'too-many-lines' }]);
  });
});
