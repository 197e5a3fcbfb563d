import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { numberIn } from './number-text.ts';

/** Where a number was typed: what may be left out of it there. */
export interface NumberingPlace {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Without trunk prefix, e.g. `30`; empty where numbers are always dialled in full. */
  readonly areaCode: string;
  /** Before the area code inside the country, e.g. `0`; empty where there is none. */
  readonly trunkPrefix: string;
}

/**
 * The E.164 form of a number as it was typed at a place: `+…`, with the international prefix of the country (`00`, `011`),
 * with the trunk prefix, or a local number of the place's own area. undefined when no such number is possible.
 */
export function e164Of(typed: string, place: NumberingPlace): string | undefined {
  const text = numberIn(typed);
  if (text === undefined || /[*#]/.test(text)) return undefined;
  if (text.startsWith('+')) return possible(text)?.number;
  const country = countryOf(place.country);
  if (!country) return undefined;
  return (international(text, country) ?? local(text, country, place) ?? national(text, country, place))?.number;
}

/** How people of its country write a number for the world, and which country that is. */
export function formattedNumber(e164: string): { readonly formatted: string; readonly country: string | null } {
  const parsed = parsePhoneNumberFromString(e164);
  return parsed ? { formatted: parsed.formatInternational(), country: parsed.country ?? null } : { formatted: e164, country: null };
}

/** The country's digits before every number, e.g. `49`; undefined for a country that libphonenumber does not know. */
export function callingCodeOf(country: string): string | undefined {
  const known = countryOf(country);
  return known && getCountryCallingCode(known);
}

/** Metadata lag behind new ranges: from abroad a length that exists is enough. */
function possible(text: string): PhoneNumber | undefined {
  const parsed = parsePhoneNumberFromString(text, { extract: false });
  return parsed?.isPossible() ? parsed : undefined;
}

/** With the country's international prefix: something stands before the country's digits. */
function international(text: string, country: CountryCode): PhoneNumber | undefined {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!parsed) return undefined;
  const digits = parsed.number.slice(1);
  return text.endsWith(digits) && text.length > digits.length && parsed.isPossible() ? parsed : undefined;
}

/** Fewer digits are an extension that somebody mistyped, whatever a numbering plan allows. */
const shortestLocal = 5;

/** A number of the place's own area, dialled without its code. */
function local(text: string, country: CountryCode, { areaCode, trunkPrefix }: NumberingPlace): PhoneNumber | undefined {
  if (text.length < shortestLocal || areaCode === '' || (trunkPrefix !== '' && text.startsWith(trunkPrefix))) return undefined;
  return valid(`+${getCountryCallingCode(country)}${areaCode}${text}`);
}

function national(text: string, country: CountryCode, { trunkPrefix }: NumberingPlace): PhoneNumber | undefined {
  const digits = trunkPrefix !== '' && text.startsWith(trunkPrefix) ? text.slice(trunkPrefix.length) : text;
  return (
    valid(`+${getCountryCallingCode(country)}${digits}`) ??
    asValid(parsePhoneNumberFromString(text, { defaultCountry: country, extract: false }))
  );
}

function valid(e164: string): PhoneNumber | undefined {
  return asValid(parsePhoneNumberFromString(e164, { extract: false }));
}

function asValid(parsed: PhoneNumber | undefined): PhoneNumber | undefined {
  return parsed?.isValid() ? parsed : undefined;
}

function countryOf(text: string): CountryCode | undefined {
  const country = text.toUpperCase();
  return isSupportedCountry(country) ? country : undefined;
}
