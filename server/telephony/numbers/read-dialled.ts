import { callingCodeOf, e164Of, numberIn, type NumberingPlace } from '../../identity/index.ts';

/** What somebody dialled, understood; `asDialled` is kept beside it. */
export type Dialled = { readonly asDialled: string } & (
  | { readonly kind: 'emergency'; readonly number: string }
  | { readonly kind: 'extension'; readonly number: string }
  /** `+49301234567`, and the digits as they were dialled: they may be a login name after all. */
  | { readonly kind: 'e164'; readonly number: string }
  /** A name, an address, a code with star or hash, or digits that are no number. */
  | { readonly kind: 'other'; readonly text: string }
);

/** Where it was dialled. */
export interface DialContext {
  readonly place: NumberingPlace;
  readonly emergencyNumbers: ReadonlySet<string>;
  /** Whether the caller's PBX has this extension. */
  readonly hasExtension: (number: string) => Promise<boolean>;
}

/** RFC 5031 §4: services for emergencies begin with `sos`. */
const emergencyService = /^(?:urn:)?service:sos(?:\.|$)/i;
const shortestExtension = 2;
const longestExtension = 8;

/**
 * Reads a dialled text in this order: emergency, extension, number of the outside world, anything else (NU10). Takes spaces and
 * other separators, `+`, the international and the trunk prefix, `tel:` with `;phone-context`, percent-encoding, and digits of any script.
 */
export async function readDialled(asDialled: string, context: DialContext): Promise<Dialled> {
  const { text, phoneContext } = partsOf(asDialled);
  if (emergencyService.test(text)) return { kind: 'emergency', number: '112', asDialled };
  const number = numberIn(text);
  if (number === undefined) return { kind: 'other', text, asDialled };
  const emergency = emergencyIn(number, context);
  if (emergency !== undefined) return { kind: 'emergency', number: emergency, asDialled };
  const couldBeExtension = /^\d+$/.test(number) && number.length >= shortestExtension && number.length <= longestExtension;
  if (couldBeExtension && (await context.hasExtension(number))) return { kind: 'extension', number, asDialled };
  // RFC 3966 §5.1.4: a local number with a context that is a number means that context followed by it.
  const e164 = e164Of(phoneContext !== undefined && !number.startsWith('+') ? phoneContext + number : number, context.place);
  return e164 === undefined ? { kind: 'other', text: number, asDialled } : { kind: 'e164', number: e164, asDialled };
}

/**
 * The emergency number that the digits are, as people dial it: alone, with the country before it, with one digit for an outside
 * line before it (47 CFR § 9.16 wants it to work without; people do it all the same), with a hash behind it.
 */
function emergencyIn(number: string, { emergencyNumbers, place }: DialContext): string | undefined {
  const digits = number.replace(/#$/, '');
  if (emergencyNumbers.has(digits)) return digits;
  const code = callingCodeOf(place.country);
  const abroad = code === undefined ? undefined : [`+${code}`, `00${code}`].find((prefix) => digits.startsWith(prefix));
  if (abroad !== undefined && emergencyNumbers.has(digits.slice(abroad.length))) return digits.slice(abroad.length);
  return /^[09]/.test(digits) && emergencyNumbers.has(digits.slice(1)) ? digits.slice(1) : undefined;
}

function partsOf(asDialled: string): { readonly text: string; readonly phoneContext: string | undefined } {
  const [first = '', ...parameters] = unescaped(asDialled.trim()).split(';');
  const context = parameters
    .map((parameter) => /^phone-context=(\+?[\d\s().-]+)$/i.exec(parameter.trim())?.[1])
    .find((found) => found !== undefined);
  const phoneContext = context === undefined ? undefined : numberIn(context);
  return {
    text: first
      .trim()
      .replace(/^(?:tel|sips?):/i, '')
      .trim(),
    phoneContext,
  };
}

/** A text with a stray percent sign means it. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
