import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { isUnused, leanMediasoup } from './lean-mediasoup.ts';
import { leanZod } from './lean-zod.ts';
import { hasWordsForNobody, withoutWords } from './wordless-errors.ts';

/** JsSIP's and mediasoup-client's logs: they would print whole SIP messages and SDP, which docs/logging.md forbids. */
const VENDOR_LOG = '\0silent-vendor-log';
const ABSENT = '\0absent';
/** React has had this itself since 18. */
const EXTERNAL_STORE_SHIM = '\0react-external-store';

/** A copy of Node's whole EventEmitter, under JsSIP's and mediasoup-client's name for it. */
const NODE_EVENTS = /^events(-alias)?$/;
const SMALL_EVENTS = path.join(import.meta.dirname, 'small-events.ts');
/** React Aria's announcer empties itself by `innerHTML = ''`, which Trusted Types forbid; this does the same. */
const ANNOUNCER = /\/live-announcer\/LiveAnnouncer\.m?js$/;

const SILENT_LOG = `
const silent = () => {
  const log = () => {};
  log.enabled = false;
  return log;
};
silent.default = silent;
silent.enable = silent.disable = () => '';
silent.enabled = () => false;
module.exports = silent;
`;

/**
 * Leaves out of the browser build what libraries carry along and the page never runs. Measured in docs/adr/0031; whoever
 * takes a line away pays with the softphone's first load.
 */
export function leanVendors(): Plugin {
  return {
    name: 'lean-vendors',
    enforce: 'pre',
    apply: 'build',
    // What such a log would be told need not be put together either.
    config: () => ({ build: { rolldownOptions: { treeshake: { manualPureFunctions: ['logger.debug', 'logger.warn', 'logger.error'] } } } }),
    resolveId(source, importer) {
      if (source === 'debug' && /\/(jssip|mediasoup-client|awaitqueue|h264-profile-level-id)\//.test(importer ?? '')) return VENDOR_LOG;
      if (NODE_EVENTS.test(source)) return SMALL_EVENTS;
      if (isUnused(source, importer)) return ABSENT;
      return source === 'use-sync-external-store/shim' ? EXTERNAL_STORE_SHIM : null;
    },
    async load(id) {
      if (id === ABSENT) return { code: 'module.exports = {};', moduleType: 'js' };
      if (id === VENDOR_LOG) return { code: SILENT_LOG, moduleType: 'js' };
      if (id === EXTERNAL_STORE_SHIM) return `export { useSyncExternalStore } from 'react';`;
      if (ANNOUNCER.test(id)) return (await readFile(id, 'utf8')).replaceAll(/\.innerHTML = ''/g, '.replaceChildren()');
      return (await leanMediasoup(id)) ?? leanZod(id);
    },
    transform: (code, id) => (hasWordsForNobody(id) ? withoutWords(code) : null),
  };
}
