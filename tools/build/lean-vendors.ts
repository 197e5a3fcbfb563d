import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Parts of zod that turn schemas into JSON Schema: only a server that publishes OpenAPI has a use for them. */
const JSON_SCHEMA_PARTS = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;
/** JsSIP's and mediasoup-client's logs: they would print whole SIP messages and SDP, which docs/logging.md forbids. */
const VENDOR_LOG = '\0silent-vendor-log';
/** Parts of mediasoup-client for browsers that cannot seal frames (Chromium before 111, React Native), and for its own tests. */
const OTHER_HANDLERS = /^[.]\/(handlers\/(Chrome74|ReactNative106|FakeHandler)|test\/fakeParameters)$/;
/** mediasoup-client compares profiles of H.264 with it, which no room of ours offers (SE70). */
const UNUSED_CODEC = 'h264-profile-level-id';
const ABSENT = '\0absent';
/** React has had this itself since 18. */
const EXTERNAL_STORE_SHIM = '\0react-external-store';

/** zod tries at the start whether it may compile text. It may not (our content policy), and each try is a violation in the browser's log. */
const ZOD_TRY = /\/zod\/v4\/core\/util\.js$/;
/** The formats that zod's strings still have as methods, for those who write `z.string().email()`: we write `z.email()`. */
const ZOD_SCHEMAS = /\/zod\/v4\/classic\/schemas\.js$/;
export const STRING_FORMATS = /(\$constructor\("ZodString", \([^{]*\{[^}]*\}), \{\n {4}email\([\s\S]*?^\}(?=\);$)/m;
/** zod's English sentences: forms say what is wrong in words of their own, in both languages. */
const ZOD_SENTENCES = /\/zod\/v4\/locales\/en\.js$/;
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
    resolveId(source, importer) {
      if (source === 'debug' && /\/(jssip|mediasoup-client|awaitqueue|h264-profile-level-id)\//.test(importer ?? '')) return VENDOR_LOG;
      if (NODE_EVENTS.test(source)) return SMALL_EVENTS;
      if (source === UNUSED_CODEC) return ABSENT;
      if (OTHER_HANDLERS.test(source) && importer?.includes('/mediasoup-client/') === true) return ABSENT;
      return source === 'use-sync-external-store/shim' ? EXTERNAL_STORE_SHIM : null;
    },
    async load(id) {
      if (id === ABSENT) return { code: 'module.exports = {};', moduleType: 'js' };
      if (id === VENDOR_LOG) return { code: SILENT_LOG, moduleType: 'js' };
      if (id === EXTERNAL_STORE_SHIM) return `export { useSyncExternalStore } from 'react';`;
      if (ZOD_TRY.test(id)) return (await readFile(id, 'utf8')).replace('globalConfig.jitless', 'true');
      if (ZOD_SCHEMAS.test(id)) return (await readFile(id, 'utf8')).replace(STRING_FORMATS, '$1');
      if (ZOD_SENTENCES.test(id)) return 'export default () => ({});';
      if (ANNOUNCER.test(id)) return (await readFile(id, 'utf8')).replaceAll(/\.innerHTML = ''/g, '.replaceChildren()');
      return JSON_SCHEMA_PARTS.test(id) ? withoutBodies(await readFile(id, 'utf8')) : null;
    },
  };
}

/** The module with the same exports, none of which can be called. */
function withoutBodies(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map((match) => match[1] ?? '');
  const renamed = [...code.matchAll(/^export \{ \w+ as (\w+) \};/gm)].map((match) => match[1] ?? '');
  const absent = `() => { throw new Error('JSON Schema is left out of the browser build.'); }`;
  return [
    `const absent = () => ${absent};`,
    ...names.map((name) => `export const ${name} = absent;`),
    ...renamed.map((name) => `export { absent as ${name} };`),
  ].join('\n');
}
