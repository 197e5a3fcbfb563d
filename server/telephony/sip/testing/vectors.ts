import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../message/vectors/', import.meta.url);

/** Bytes of one of the 49 messages of RFC 4475, by its name there, e.g. `wsinv`. */
export function vector(name: string): Buffer {
  return readFileSync(new URL(`${name}.dat`, folder));
}

/** Names of all 49, sorted. */
export function vectorNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.dat'))
    .map((file) => file.slice(0, -4))
    .toSorted();
}
