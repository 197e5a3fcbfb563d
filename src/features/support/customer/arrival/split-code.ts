/** A spoken code, taken apart in this page: the digits go to the server, the words stay. */
export type SplitCode =
  | { readonly isWhole: true; readonly nameplate: string; readonly word: string }
  | { readonly isWhole: false; readonly fault: 'short' | 'noWord' };

/**
 * `482 913 tiger-lotus` → `482913` and `tiger-lotus`. People write what they hear: spaces, dashes, dots and capitals do not matter.
 */
export function splitCode(text: string): SplitCode {
  const digits = /^[\s.\-–]*((?:\d[\s.\-–]*){6})/u.exec(text);
  if (!digits) return { isWhole: false, fault: 'short' };
  const rest = text.slice(digits[0].length).toLowerCase();
  if (/^\d/u.test(rest)) return { isWhole: false, fault: 'short' };
  const words = rest.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  if (words.length === 0) return { isWhole: false, fault: 'noWord' };
  return { isWhole: true, nameplate: (digits[1] ?? '').replaceAll(/\D/gu, ''), word: words.join('-') };
}
