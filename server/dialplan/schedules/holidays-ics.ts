import ICAL from 'ical.js';
import type { ScheduleException } from '../../../protocol/dialplan/schedule.ts';

export interface IcsOptions {
  /** The schedule's zone (IANA), for events that are hours of a day. */
  readonly timeZone: string;
  /** The period of what is imported, such as `closed`. */
  readonly period: string;
  /** Today, `YYYY-MM-DD`: what ended before is left out, what repeats is laid out from here. */
  readonly today: string;
}

export interface IcsHolidays {
  readonly exceptions: readonly ScheduleException[];
  /** Events that could not be taken: too odd to be understood. */
  readonly skipped: number;
}

/** Events that repeat are laid out this far; the next import brings more. */
const maxYears = 3;
const maxRepeats = 200;
const maxEvents = 2_000;
/** Steps through repetitions, of the whole file: what asks for more is skipped. */
const maxSteps = 50_000;
const frequencies: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/**
 * Holidays of a calendar file (iCalendar, RFC 5545): whole days as whole days, hours of one day as hours, what comes back every
 * year on the same day as yearly. Cancelled events are left out. @throws {Error} when the text is no calendar
 */
export function holidaysOf(text: string, options: IcsOptions): IcsHolidays {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.name === 'vcalendar' ? calendar.getAllSubcomponents('vevent').slice(0, maxEvents) : [];
  const exceptions: ScheduleException[] = [];
  const budget = { steps: maxSteps };
  let skipped = 0;
  for (const component of events) {
    if (String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') continue;
    try {
      exceptions.push(...exceptionsOf(new ICAL.Event(component), options, budget));
    } catch {
      // One event of a stranger's file that makes no sense is counted, and told to whoever imports.
      skipped += 1;
    }
  }
  return { exceptions: unique(exceptions), skipped };
}

function exceptionsOf(event: ICAL.Event, options: IcsOptions, budget: { steps: number }): readonly ScheduleException[] {
  const name = (event.summary ?? '').trim().slice(0, 120) || 'Holiday';
  const first = spanOf(event.startDate, event.endDate, options);
  if (!event.isRecurring())
    return [{ name, ...first, period: options.period, isYearly: false }].filter((one) => one.toDate >= options.today);
  if (isSameDayEveryYear(event.component)) return [{ name, ...first, period: options.period, isYearly: true }];
  return repeated(event, options, budget).map((span) => ({ name, ...span, period: options.period, isYearly: false }));
}

function repeated(event: ICAL.Event, options: IcsOptions, budget: { steps: number }): readonly Span[] {
  for (const property of event.component.getAllProperties('rrule')) {
    const rule = property.getFirstValue();
    if (!(rule instanceof ICAL.Recur) || !frequencies.includes(rule.freq)) throw new RangeError('an event repeats too often');
  }
  const lastYear = Number(options.today.slice(0, 4)) + maxYears;
  const found: Span[] = [];
  const iterator = event.iterator();
  while (found.length < maxRepeats) {
    if (--budget.steps < 0) throw new RangeError('the file repeats too much');
    const next = iterator.next();
    if (!next || next.year > lastYear) break;
    const occurrence = event.getOccurrenceDetails(next);
    const span = spanOf(occurrence.startDate, occurrence.endDate, options);
    if (span.toDate >= options.today) found.push(span);
  }
  return found;
}

/** `FREQ=YEARLY` and nothing that moves the day, ends it or leaves a year out. */
function isSameDayEveryYear(component: ICAL.Component): boolean {
  const rules = component.getAllProperties('rrule');
  const [rule] = rules.map((property) => property.getFirstValue());
  if (rules.length !== 1 || !(rule instanceof ICAL.Recur)) return false;
  const hasOthers = ['rdate', 'exdate', 'exrule'].some((name) => component.getFirstProperty(name) !== null);
  const parts = Object.keys(rule.parts).filter((part) => part !== 'BYMONTH' && part !== 'BYMONTHDAY');
  return rule.freq === 'YEARLY' && rule.interval === 1 && !rule.count && !rule.until && parts.length === 0 && !hasOthers;
}

type Span = Pick<ScheduleException, 'fromDate' | 'toDate' | 'hours'>;

function spanOf(start: ICAL.Time, end: ICAL.Time, { timeZone }: IcsOptions): Span {
  if (start.isDate) {
    // DTEND is exclusive (RFC 5545 §3.6.1); an event without one is one day.
    const last = end.clone();
    last.adjust(-1, 0, 0, 0);
    const fromDate = dateOf(start);
    return { fromDate, toDate: dateOf(last) < fromDate ? fromDate : dateOf(last), hours: null };
  }
  const from = wallTime(start, timeZone);
  const to = wallTime(end, timeZone);
  if (from.date === to.date && from.time < to.time)
    return { fromDate: from.date, toDate: from.date, hours: { from: from.time, to: to.time } };
  if (to.time === '00:00' && nextDay(from.date) === to.date) {
    const hours = from.time === '00:00' ? null : { from: from.time, to: '24:00' };
    return { fromDate: from.date, toDate: from.date, hours };
  }
  return { fromDate: from.date, toDate: to.date < from.date ? from.date : to.date, hours: null };
}

function wallTime(time: ICAL.Time, timeZone: string): { readonly date: string; readonly time: string } {
  // A floating time is what the clock on the wall says, wherever that is (RFC 5545 §3.3.5).
  if (time.zone === ICAL.Timezone.localTimezone) return { date: dateOf(time), time: `${two(time.hour)}:${two(time.minute)}` };
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(time.toJSDate());
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

function dateOf(time: ICAL.Time): string {
  if (!(time.year >= 1_900 && time.year <= 2_200)) throw new RangeError('the date of an event is none');
  return `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function unique(exceptions: readonly ScheduleException[]): readonly ScheduleException[] {
  return [...new Map(exceptions.map((one) => [JSON.stringify([one.name, one.fromDate, one.toDate, one.hours]), one])).values()];
}
