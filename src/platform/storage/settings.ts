import type { z } from 'zod';

/** A setting of this browser. */
export interface LocalSetting<Value> {
  read(): Value | undefined;
  write(value: Value): void;
}

/**
 * A setting kept in localStorage under `deskline.NAME` as plain text. What cannot be read or does not fit the schema
 * counts as not set; where storage is forbidden the setting lasts as long as the page.
 */
export function localSetting<Value extends string>(name: string, schema: z.ZodType<Value>): LocalSetting<Value> {
  const key = `deskline.${name}`;
  let kept: Value | undefined;
  return {
    read() {
      const parsed = schema.safeParse(readText(key));
      return parsed.success ? parsed.data : kept;
    },
    write(value) {
      kept = value;
      writeText(key, value);
    },
  };
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (cause) {
    // SecurityError: the person or a policy forbids storage, which is their right.
    if (cause instanceof DOMException) return null;
    throw cause;
  }
}

function writeText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
  }
}
