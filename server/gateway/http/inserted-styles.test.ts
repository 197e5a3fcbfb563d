import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { insertedStyles } from './inserted-styles.ts';

const library = path.resolve(import.meta.dirname, '../../../node_modules');

/** What a file of the library writes into style elements, with its own constants in the places that it leaves for them. */
function stylesIn(code: string): readonly string[] {
  return [...code.matchAll(/\.textContent = `([^`]*)`\.trim\(\)/g)].map(([, text = '']) =>
    text.replaceAll(/\$\{([\w$]+)\}/g, (_, name: string) => constantOf(code, name)).trim(),
  );
}

function constantOf(code: string, name: string): string {
  const [, value] = new RegExp(`const ${name.replaceAll('$', String.raw`\$`)} = '([^']*)';`).exec(code) ?? [];
  if (value === undefined) throw new Error(`${name} is no constant of its file`);
  return value;
}

describe('[SU591] what the library of controls puts into a page as style elements', () => {
  const files = globSync('{react-aria,react-stately,react-aria-components}/dist/**/*.mjs', { cwd: library })
    .map((file) => readFileSync(path.join(library, file), 'utf8'))
    .filter((code) => /createElement\(['"]style['"]\)/.test(code));

  it('is what its code says, and nothing else: with another text its hash is another one', () => {
    expect(files.flatMap(stylesIn).toSorted()).toEqual(insertedStyles.toSorted());
  });

  it('is written in one way only, so that none is missed', () => {
    for (const code of files) expect(stylesIn(code)).toHaveLength([...code.matchAll(/createElement\(['"]style['"]\)/g)].length);
  });

  it('is found in another text, too (control)', () => {
    const code = "const $a$NAME = 'data-x';\nstyle.textContent = `\n[${$a$NAME}] { top: 0 }\n  `.trim();";
    expect(stylesIn(code)).toEqual(['[data-x] { top: 0 }']);
    expect(insertedStyles).not.toContain(stylesIn(code)[0]);
  });
});
