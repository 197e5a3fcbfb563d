/** What our code asks for something, and whose errors it tells by their kind alone: nobody reads their words in a browser, and they are 4 kB of what a customer fetches. */
const LIBRARIES = /\/node_modules\/(?:mediasoup-client|ts-mls|@noble\/(?:curves|hashes)|@hpke\/(?:core|common))\/.+\.js$/;
/** An error made with nothing but words; what is put together from parts stays. */
const MADE = /\bnew ((?:[\w$]+\.)?[A-Z]\w*Error|Error)\(\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\]*`)\s*\)/g;

/** Whether a file's errors lose their words in the build. */
export function hasWordsForNobody(id: string): boolean {
  return LIBRARIES.test(id);
}

/** The code with errors of the same kinds, thrown at the same places, without words. */
export function withoutWords(code: string): string {
  return code.replace(MADE, 'new $1()');
}
