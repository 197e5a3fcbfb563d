import { maxRange } from '../../../protocol/identity/numbers.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { e164Of, type NumberingPlace } from './phone-number.ts';

/**
 * The numbers from `first` to `last`, or `first` alone. `last` may be the whole number or only its end: `030 1234500` to `599`.
 * @throws {ServiceError} `invalid-fields` with `number: not-a-number`, `last: not-a-range` or `last: too-many`
 */
export function rangeOf(first: string, last: string | undefined, place: NumberingPlace): readonly string[] {
  const start = e164Of(first, place);
  if (start === undefined) throw refused('number', 'not-a-number');
  if (last === undefined) return [start];
  const end = e164Of(last, place) ?? withEnding(start, last);
  if (end === undefined || end.length !== start.length) throw refused('last', 'not-a-range');
  const count = Number(BigInt(end) - BigInt(start)) + 1;
  if (count < 1) throw refused('last', 'not-a-range');
  if (count > maxRange) throw refused('last', 'too-many');
  return Array.from({ length: count }, (_, index) => `+${String(BigInt(start) + BigInt(index))}`);
}

function withEnding(start: string, ending: string): string | undefined {
  const digits = ending.replaceAll(/[\s().\-/]/g, '');
  if (!/^\d+$/.test(digits) || digits.length >= start.length - 1) return undefined;
  return start.slice(0, start.length - digits.length) + digits;
}

function refused(field: string, reason: string): ServiceError {
  return new ServiceError('invalid-fields', { fields: { [field]: reason } });
}
