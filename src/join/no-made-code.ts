/**
 * The page's content policy forbids code made from text, which zod would try and the browser would report. zod reads this before its first
 * schema; set by name, so that the page that asks for a code does not fetch zod for it.
 */
export function forbidMadeCode(): void {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
}
