import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lanes } from '../../e2e/lanes.mjs';
import { bin, root } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './report.mjs';

/** Colours make a log file unreadable. */
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
const results = path.join(root, 'test-results');

/** Runs a vitest project ("unit" needs nothing but Node; "integration" uses real databases, sockets, SFU and browsers). */
export async function runVitest(project, env) {
  mkdirSync(results, { recursive: true });
  const file = path.join(results, `${project}.json`);
  rmSync(file, { force: true });
  const code = await run(
    bin('vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    {
      env: { ...env, ...plain },
    },
  );
  return counted(project, code, () => {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const brokenFiles = report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
    return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles };
  });
}

/** Flows run in two lanes (e2e/lanes.mjs), one after the other: two at a time where that disturbs nothing, then one by one. */
export async function runFlows(env) {
  const counts = { passed: 0, failed: 0 };
  for (const [lane, { workers }] of Object.entries(lanes)) {
    const { passed, failed } = await runLane(lane, workers, env);
    counts.passed += passed;
    counts.failed += failed;
  }
  return counts;
}

async function runLane(lane, workers, env) {
  const file = path.join(results, `flows-${lane}.json`);
  rmSync(file, { force: true });
  const code = await run(bin('playwright'), ['test', `--project=${lane}`, `--workers=${String(workers)}`, '--reporter=line,json'], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return counted(`flows ${lane}`, code, () => {
    const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
  });
}

/** A runner that ends badly without a failed test, or without a report, counts as one failure. */
function counted(name, code, read) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = read();
  } catch (error) {
    say(`${name}: no report was written (${error.message})`);
  }
  if ((code !== 0 || counts.passed === 0) && counts.failed === 0) counts.failed = 1;
  say(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${String(counts.passed)} passed, ${String(counts.failed)} failed`);
  return counts;
}
