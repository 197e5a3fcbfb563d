import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** All that the pages are built from: what runs in them, what builds them, and which packages. Tests are left out. */
export const pageSources = [
  'index.html',
  'join.html',
  'package-lock.json',
  'package.json',
  'protocol',
  'public',
  'seal',
  'src',
  'tools/build',
  'tsconfig.base.json',
  'vite.config.ts',
];

/** Names with `/`, in one order on every machine, and contents. */
export function pageSourcesOf(root) {
  return pageSources
    .flatMap((name) => namesOf(root, name))
    .toSorted((one, other) => (one < other ? -1 : 1))
    .map((name) => ({ name, content: readFileSync(path.join(root, name)) }));
}

function namesOf(root, name) {
  const entry = path.join(root, name);
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [name];
  return readdirSync(entry, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) =>
      path
        .relative(root, path.join(file.parentPath ?? file.path, file.name))
        .split(path.sep)
        .join('/'),
    );
}
