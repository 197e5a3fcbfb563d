/**
 * Runs dependency-cruiser with the rules of ARCHITECTURE.md, and fails when it read no modules: a cruiser that
 * cannot parse the sources finds no violation either.
 */
import { existsSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.mjs';

const roots = ['protocol', 'seal', 'server', 'src', 'e2e', 'tools'].filter((root) => existsSync(root));
const result = await cruise(roots, { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true });
const { totalCruised, violations } = result.output.summary;
for (const { rule, from, to } of violations) process.stdout.write(`${rule.name}: ${from} → ${to}\n`);
process.stdout.write(`${String(totalCruised)} modules, ${String(violations.length)} violations\n`);
if (totalCruised < 100) process.stdout.write('the cruiser read almost nothing: the check proves nothing\n');
process.exit(violations.length > 0 || totalCruised < 100 ? 1 : 0);
