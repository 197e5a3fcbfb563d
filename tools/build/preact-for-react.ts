import path from 'node:path';
import type { Plugin } from 'vite';

/** What Preact has in the place of each entry of React. */
const entries: ReadonlyMap<string, string> = new Map([
  ['react', 'preact/compat'],
  ['react-dom', 'preact/compat'],
  ['react/jsx-runtime', 'preact/compat/jsx-runtime'],
]);
const CLIENT = '\0preact-client';

/**
 * Preact runs effects after the next frame. A page that shares another window is hidden: it has no frames, and its timers wait for a second.
 * Messages wait for nothing; React's effects come by them too.
 */
const client = `
import { options } from 'preact';
const tasks = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => tasks.shift()?.();
options.requestAnimationFrame = (task) => {
  tasks.push(task);
  port2.postMessage(0);
};
export * from 'preact/compat/client';
`;

/** Builds with Preact what is written for React (docs/adr/0177). */
export function preactForReact(root: string): Plugin {
  const page = path.join(root, 'join.html');
  return {
    name: 'preact-for-react',
    enforce: 'pre',
    apply: 'build',
    async resolveId(source, importer) {
      if (source === 'react-dom/client') return CLIENT;
      const entry = entries.get(source) ?? (importer === CLIENT ? source : undefined);
      return entry === undefined ? null : await this.resolve(entry, page, { skipSelf: true });
    },
    load: (id) => (id === CLIENT ? client : null),
  };
}
