import type { z } from 'zod';
import { ServiceError } from '../../platform/service-error.ts';

/** Reads a text up to `maxBytes`. @throws {ServiceError} `too-large` */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  return (await readBytes(request, maxBytes)).toString('utf8');
}

/** Reads a body up to `maxBytes`. @throws {ServiceError} `too-large` */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readParts(request, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Gives a body of up to `maxBytes` as it arrives. @throws {ServiceError} `too-large`, at the latest when it is */
export async function* readParts(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new ServiceError('too-large');
  if (!request.body) return;
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > maxBytes) throw new ServiceError('too-large');
    yield chunk;
  }
}

/** @throws {ServiceError} `unsupported-type`: also what keeps a plain HTML form of another site from reaching a handler. */
export function requireJson(request: Request): void {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new ServiceError('unsupported-type');
}

/** @throws {ServiceError} `bad-request` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceError('bad-request', { fields: { body: 'not-json' }, cause: error });
  }
}

/** @throws {ServiceError} `invalid-fields` with a reason per field path */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(parsed.error.issues.slice(0, 50).map((issue) => [issue.path.join('.') || 'body', reasonOf(issue)]));
  throw new ServiceError('invalid-fields', { fields });
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'wrong-type';
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-large';
    case 'too_small':
      return issue.origin === 'string' ? (issue.minimum === 1 ? 'missing' : 'too-short') : 'too-small';
    case 'invalid_format':
      return issue.format === 'regex' ? 'wrong-form' : `not-${issue.format}`;
    case 'invalid_value':
      return 'unknown';
    case 'unrecognized_keys':
      return 'unrecognized';
    case 'custom':
      return issue.message;
    default:
      return 'wrong-form';
  }
}
