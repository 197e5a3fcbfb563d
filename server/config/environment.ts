import type { z } from 'zod';

/** What is wrong with the environment: one readable line per variable. */
export class ConfigError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const secretNames = /PASSWORD|_URL$|KEY/;

/** Checks the environment against a schema whose fields describe what they want. */
export function parseEnvironment<Schema extends z.ZodObject>(schema: Schema, environment: NodeJS.ProcessEnv): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => line(schema, given, issue)));
}

function line(schema: z.ZodObject, given: Record<string, string | undefined>, issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? '');
  const wanted = schema.shape[name]?.description ?? 'something else';
  const value = secretNames.test(name) ? 'its value' : `"${String(given[name])}"`;
  return `${name}: ${value} is not ${wanted}`;
}
