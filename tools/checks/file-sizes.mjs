/** No source file over 400 lines, nine in ten under 200 (tables, migrations and generated files excepted). */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const limit = 400;
const usual = 200;
const excepted = /(migrations\/|\.generated\.|vectors\/|torture-table\.)/;
const sizes = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && !excepted.test(file) && existsSync(file))
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }));
const over = sizes.filter(({ lines }) => lines > limit);
const long = sizes.filter(({ lines }) => lines > usual);
for (const { file, lines } of over)
  process.stdout.write(`${file}: ${String(lines)} lines, the limit is ${String(limit)}; split it by manager\n`);
const share = long.length / sizes.length;
process.stdout.write(`${String(sizes.length)} files, ${String(long.length)} over ${String(usual)} lines\n`);
if (share > 0.1)
  process.stdout.write(
    `${(share * 100).toFixed(1)} % are over ${String(usual)} lines; at most 10 % may be:\n${long.map(({ file, lines }) => `  ${file} ${String(lines)}`).join('\n')}\n`,
  );
process.exit(over.length > 0 || share > 0.1 ? 1 : 0);
