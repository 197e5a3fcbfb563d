import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { leanGrammar } from './lean-grammar.ts';

/**
 * What a phone of ours never is: a subscriber, a sender of MESSAGE, OPTIONS or REFER, somebody with a SIP password (it has tokens). JsSIP refuses
 * what would need them (405) as long as nobody listens to it.
 */
const UNUSED_PARTS = /\/jssip\/lib\/(Subscriber|Notifier|Message|Options|DigestAuthentication|RTCSession\/ReferSubscriber)\.js$/;
/** Two hundred lines of it are MD5, for passwords. */
const UTILITIES = /\/jssip\/lib\/Utils\.js$/;
const MD5 = /^exports\.calculateMD5 = [\s\S]*?^\};\n/m;
const GRAMMAR = /\/jssip\/lib\/Grammar\.js$/;
/** JsSIP reads its own name and version out of its whole package.json. */
const PACKAGE = /\/jssip\/package\.json$/;

const absent = `
module.exports = class {
  constructor() {
    throw new Error('This part of JsSIP is left out of the browser build.');
  }
};
`;

/** Leaves out of the softphone what JsSIP carries along for other phones (docs/adr/0031). */
export function leanJsSip(): Plugin {
  return {
    name: 'lean-jssip',
    enforce: 'pre',
    apply: 'build',
    async load(id) {
      if (UNUSED_PARTS.test(id)) return { code: absent, moduleType: 'js' };
      if (UTILITIES.test(id)) return { code: (await readFile(id, 'utf8')).replace(MD5, ''), moduleType: 'js' };
      if (GRAMMAR.test(id)) return { code: leanGrammar(await readFile(id, 'utf8')), moduleType: 'js' };
      return PACKAGE.test(id) ? nameAndVersion(await readFile(id, 'utf8')) : null;
    },
  };
}

function nameAndVersion(text: string): string {
  const about: unknown = JSON.parse(text);
  if (typeof about !== 'object' || about === null || !('title' in about && 'version' in about)) throw new Error('JsSIP has no name.');
  return JSON.stringify({ title: about.title, version: about.version });
}
