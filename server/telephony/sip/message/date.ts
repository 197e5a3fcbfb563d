import { isAll, isDigit } from './chars.ts';
import type { SipHeaders } from './headers.ts';
import { badHeader } from './sip-error.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Checks a Date header if there is one. RFC 3261 §20.17: "the SIP-date […] is expressed in GMT": `Sat, 13 Nov 2010 23:29:00 GMT`.
 * @throws {SipError} 400
 */
export function checkDate(headers: SipHeaders): void {
  const value = headers.get('date');
  if (value === undefined) return;
  const [weekday = '', day = '', month = '', year = '', time = '', zone = '', ...rest] = value.split(' ');
  const isDate = weekdays.includes(weekday.slice(0, -1)) && weekday.endsWith(',') && isNumber(day, 2) && months.includes(month) && isNumber(year, 4);
  const isTime = time.split(':').length === 3 && time.split(':').every((part) => isNumber(part, 2));
  if (!isDate || !isTime || zone !== 'GMT' || rest.length > 0) throw badHeader('Date', 'not an RFC 1123 date in GMT');
}

function isNumber(text: string, digits: number): boolean {
  return text.length === digits && isAll(text, isDigit);
}
