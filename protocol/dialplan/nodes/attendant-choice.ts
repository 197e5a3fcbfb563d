/** What keys mean in an attendant: options by their keys, and extensions. Longest match, with a pause where both are possible. */
export interface ChoiceRules {
  readonly options: readonly { readonly id: string; readonly keys: string }[];
  readonly extensions: {
    readonly isOn: boolean;
    readonly minDigits: number;
    readonly maxDigits: number;
    /** Only what begins with one of these; empty: with any digit. */
    readonly firstDigits: string;
  };
}

export type Choice =
  | { readonly kind: 'option'; readonly id: string; readonly keys: string }
  /** May be an extension: somebody who knows them has to be asked. */
  | { readonly kind: 'extension'; readonly digits: string }
  | { readonly kind: 'invalid' };

/**
 * Whether anything longer than `keys` can be meant. `#` first is a key like others; after other keys it ends the entry,
 * unless an option goes on with it.
 */
export function isChoiceComplete(rules: ChoiceRules, keys: string): boolean {
  if (rules.options.some((option) => option.keys.length > keys.length && option.keys.startsWith(keys))) return false;
  if (keys.length > 1 && keys.endsWith('#')) return true;
  return !canBecomeExtension(rules, keys);
}

/** What `keys` mean when no more come. An option beats an extension of the same digits. */
export function choiceOf(rules: ChoiceRules, keys: string): Choice {
  const exact = rules.options.find((option) => option.keys === keys);
  if (exact) return { kind: 'option', id: exact.id, keys };
  const ended = keys.length > 1 && keys.endsWith('#') ? keys.slice(0, -1) : keys;
  const option = rules.options.find((candidate) => candidate.keys === ended);
  if (option) return { kind: 'option', id: option.id, keys: ended };
  return isExtensionLike(rules, ended) ? { kind: 'extension', digits: ended } : { kind: 'invalid' };
}

function canBecomeExtension(rules: ChoiceRules, keys: string): boolean {
  const { isOn, maxDigits } = rules.extensions;
  return isOn && keys.length < maxDigits && beginsLikeExtension(rules, keys);
}

function isExtensionLike(rules: ChoiceRules, keys: string): boolean {
  const { isOn, minDigits, maxDigits } = rules.extensions;
  return isOn && keys.length >= minDigits && keys.length <= maxDigits && beginsLikeExtension(rules, keys);
}

function beginsLikeExtension({ extensions: { firstDigits } }: ChoiceRules, keys: string): boolean {
  if (!/^[0-9]+$/u.test(keys)) return false;
  return firstDigits === '' || firstDigits.includes(keys.charAt(0));
}
