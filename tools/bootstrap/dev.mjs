/** `npm run dev`: the server restarts and the page reloads when a file changes. */
import { spawn } from 'node:child_process';
import { bin, pinnedNode, root, toolEnvironment } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { say } from './report.mjs';
import { serverEnvironment, serverFlags } from './server-flags.mjs';

const devPort = 5173;
const env = toolEnvironment({
  ...serverEnvironment,
  ...(await prepare({ web: false })),
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${String(devPort)}`,
});
const children = [
  spawn(pinnedNode, [...serverFlags, '--watch', '--watch-preserve-output', 'server/main.ts'], { cwd: root, env, stdio: 'inherit' }),
  spawn(bin('vite'), ['--port', String(devPort), '--strictPort'], { cwd: root, env, stdio: 'inherit' }),
];
say(`the page with hot reload is at http://localhost:${String(devPort)}`);
const stopAll = (signal) => children.forEach((child) => child.kill(signal));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(signal));
for (const child of children)
  child.on('exit', (code) => {
    stopAll('SIGTERM');
    process.exitCode = code ?? 1;
  });
