/**
 * Every sound, picture and voice under public/ has a line in public/NOTICE that says its licence and source. `folder/*.ending`
 * stands for all files of that kind in a folder.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const notice = existsSync('public/NOTICE') ? readFileSync('public/NOTICE', 'utf8') : '';
const missing = readdirSync('public', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'NOTICE')
  .map((entry) => path.relative('public', path.join(entry.parentPath, entry.name)))
  .filter((file) => !notice.includes(file) && !notice.includes(`${path.dirname(file)}/*${path.extname(file)}`));
for (const file of missing) process.stdout.write(`public/${file} has no line in public/NOTICE\n`);
process.exit(missing.length > 0 ? 1 : 0);
