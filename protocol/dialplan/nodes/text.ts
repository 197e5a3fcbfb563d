import type { Run } from '../run.ts';
import { variableNameSchema, variableValueMaxLength } from './parts.ts';

const place = /\{\{\s*([A-Za-z][A-Za-z0-9_.]{0,39})\s*\}\}/gu;

/** Fills `{{name}}` from the run's variables and from what is known of the call (`caller.number`, `caller.name`, `dialled`). Unknown names become nothing. */
export function fill(template: string, run: Run, encode: (value: string) => string = (value) => value): string {
  return template.replaceAll(place, (_whole, name: string) => encode(valueOf(run, name)));
}

export function valueOf(run: Run, name: string): string {
  if (Object.hasOwn(run.variables, name)) return run.variables[name] ?? '';
  switch (name) {
    case 'caller.number':
      return run.caller.number;
    case 'caller.name':
      return run.caller.name;
    case 'dialled':
      return run.caller.dialled;
    default:
      return '';
  }
}

const maxVariables = 100;

/** Takes values in. Names that are no variable names and what goes beyond the limits are left out: values may come from outside. */
export function withVariables(variables: Run['variables'], more: Readonly<Record<string, string>>): Run['variables'] {
  const result: Record<string, string> = { ...variables };
  for (const [name, value] of Object.entries(more)) {
    if (!variableNameSchema.safeParse(name).success) continue;
    if (!Object.hasOwn(result, name) && Object.keys(result).length >= maxVariables) continue;
    result[name] = value.slice(0, variableValueMaxLength);
  }
  return result;
}
