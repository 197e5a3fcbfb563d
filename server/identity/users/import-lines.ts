import Papa from 'papaparse';
import { z } from 'zod';
import { extensionNumberSchema } from '../../../protocol/identity/admin.ts';
import { roles, type Role } from '../../../protocol/identity/role.ts';
import { languageSchema, type Language } from '../../../protocol/identity/session.ts';

/** Header of the file: these columns, in any order; `email` and `name` are required. */
export const importColumns = ['email', 'name', 'role', 'extension', 'language'] as const;
export type ImportColumn = (typeof importColumns)[number];
/** So that one file cannot hold the transaction, or the answer, for long. */
export const maxImportLines = 5_000;

export interface RefusedLine {
  /** Line of the file, the header is 1. */
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

export interface ImportLine {
  readonly line: number;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly extension: string | undefined;
  readonly language: Language | null;
}

export interface ParsedImport {
  readonly lines: readonly ImportLine[];
  readonly refused: readonly RefusedLine[];
}

const checks: Readonly<
  Record<ImportColumn, { readonly schema: z.ZodType<string>; readonly reason: string; readonly isRequired: boolean }>
> = {
  email: { schema: z.email().max(254), reason: 'not-an-email', isRequired: true },
  name: { schema: z.string().max(120), reason: 'too-long', isRequired: true },
  role: { schema: z.enum(roles), reason: 'unknown-role', isRequired: false },
  extension: { schema: extensionNumberSchema, reason: 'not-an-extension', isRequired: false },
  language: { schema: languageSchema, reason: 'unknown-language', isRequired: false },
};

/** Reads a CSV (RFC 4180; comma, semicolon or tab). Every wrong field is reported, not only the first. */
export function parseImport(csv: string): ParsedImport {
  const parsed = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: false, delimitersToGuess: [',', ';', '\t'] });
  const header = (parsed.data[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const headerFaults = faultsOfHeader(header);
  if (headerFaults.length > 0) return { lines: [], refused: headerFaults };
  const broken = parsed.errors
    .filter((error) => error.code !== 'UndetectableDelimiter')
    .map((error) => ({ line: (error.row ?? 0) + 1, field: 'line', value: '', reason: 'broken-quotes' }));
  if (parsed.data.length - 1 > maxImportLines)
    return { lines: [], refused: [{ line: maxImportLines + 2, field: 'line', value: '', reason: 'too-many-lines' }] };
  const read = parsed.data.slice(1).map((cells, index) => readLine(header, cells, index + 2));
  return { lines: read.flatMap((result) => result.line ?? []), refused: [...broken, ...read.flatMap((result) => result.refused)] };
}

function faultsOfHeader(header: readonly string[]): readonly RefusedLine[] {
  const known: readonly string[] = importColumns;
  const unknown = header
    .filter((name) => !known.includes(name))
    .map((value) => ({ line: 1, field: 'header', value, reason: 'unknown-column' }));
  const twice = header
    .filter((name, index) => header.indexOf(name) !== index)
    .map((value) => ({ line: 1, field: 'header', value, reason: 'twice' }));
  const missing = importColumns
    .filter((name) => checks[name].isRequired && !header.includes(name))
    .map((value) => ({ line: 1, field: 'header', value, reason: 'missing-column' }));
  return [...unknown, ...twice, ...missing];
}

function readLine(
  header: readonly string[],
  cells: readonly string[],
  line: number,
): { readonly line?: ImportLine; readonly refused: readonly RefusedLine[] } {
  if (cells.every((cell) => cell.trim() === '')) return { refused: [] };
  const cellOf = (column: ImportColumn): string => (cells[header.indexOf(column)] ?? '').trim();
  const refused = importColumns.flatMap((column) => faultOf(column, cellOf(column), line) ?? []);
  if (cells.length > header.length)
    refused.push({ line, field: 'line', value: cells.slice(header.length).join(',').slice(0, 100), reason: 'too-many-fields' });
  if (refused.length > 0) return { refused };
  return {
    refused,
    line: {
      line,
      email: cellOf('email'),
      displayName: cellOf('name'),
      role: roles.find((role) => role === cellOf('role')) ?? 'user',
      extension: cellOf('extension') || undefined,
      language: languageSchema.safeParse(cellOf('language')).data ?? null,
    },
  };
}

function faultOf(column: ImportColumn, value: string, line: number): RefusedLine | undefined {
  const check = checks[column];
  const shown = value.slice(0, 100);
  if (value === '') return check.isRequired ? { line, field: column, value: shown, reason: 'missing' } : undefined;
  return check.schema.safeParse(value).success ? undefined : { line, field: column, value: shown, reason: check.reason };
}
