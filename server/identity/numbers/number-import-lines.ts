import Papa from 'papaparse';
import type { RefusedLine } from '../users/import-lines.ts';

/** Header of the file: these columns, in any order; `number` is required. */
const columns = ['number', 'label', 'site', 'email'] as const;
type Column = (typeof columns)[number];
/** So that one file cannot hold the transaction for long. */
const maxLines = 5_000;
const longest: Readonly<Record<Column, number>> = { number: 40, label: 120, site: 120, email: 254 };

/** A line as it stands in the file; empty where nothing was said. */
export interface NumberLine extends Readonly<Record<Column, string>> {
  /** Line of the file, the header is 1. */
  readonly line: number;
}

/** Reads a CSV (RFC 4180; comma, semicolon or tab). Every wrong field is reported, not only the first. */
export function parseNumberImport(csv: string): { readonly lines: readonly NumberLine[]; readonly refused: readonly RefusedLine[] } {
  const parsed = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: false, delimitersToGuess: [',', ';', '\t'] });
  const header = (parsed.data[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const wrongHeader = faultsOfHeader(header);
  if (wrongHeader.length > 0) return { lines: [], refused: wrongHeader };
  if (parsed.data.length - 1 > maxLines)
    return { lines: [], refused: [{ line: maxLines + 2, field: 'line', value: '', reason: 'too-many-lines' }] };
  const broken = parsed.errors
    .filter((error) => error.code !== 'UndetectableDelimiter')
    .map((error) => ({ line: (error.row ?? 0) + 1, field: 'line', value: '', reason: 'broken-quotes' }));
  const lines = parsed.data.slice(1).flatMap((cells, index) => lineOf(header, cells, index + 2) ?? []);
  return { lines, refused: [...broken, ...lines.flatMap(faultsOfLine)] };
}

function faultsOfHeader(header: readonly string[]): readonly RefusedLine[] {
  const known: readonly string[] = columns;
  const fault = (value: string, reason: string): RefusedLine => ({ line: 1, field: 'header', value, reason });
  return [
    ...header.filter((name) => !known.includes(name)).map((name) => fault(name, 'unknown-column')),
    ...header.filter((name, index) => header.indexOf(name) !== index).map((name) => fault(name, 'twice')),
    ...(header.includes('number') ? [] : [fault('number', 'missing-column')]),
  ];
}

function lineOf(header: readonly string[], cells: readonly string[], line: number): NumberLine | undefined {
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  const cellOf = (column: Column): string => (cells[header.indexOf(column)] ?? '').trim();
  return { line, number: cellOf('number'), label: cellOf('label'), site: cellOf('site'), email: cellOf('email') };
}

function faultsOfLine(line: NumberLine): readonly RefusedLine[] {
  const tooLong = columns
    .filter((column) => line[column].length > longest[column])
    .map((field) => ({ line: line.line, field, value: line[field].slice(0, 100), reason: 'too-long' }));
  return line.number === '' ? [{ line: line.line, field: 'number', value: '', reason: 'missing' }, ...tooLong] : tooLong;
}
