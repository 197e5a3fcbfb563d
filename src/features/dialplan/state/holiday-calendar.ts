import type { ImportedHoliday } from '../../../../protocol/dialplan/holidays.ts';

const MAX_EVENTS = 500;

/**
 * Whole-day events of a calendar file (RFC 5545) as closed days; an event that comes back every year does so here. Events
 * with a time of day are left out: they are appointments, not holidays. Undefined when the text is no calendar.
 */
export async function holidaysOf(ics: string): Promise<readonly ImportedHoliday[] | undefined> {
  const { default: ical } = await import('ical.js');
  let calendar: InstanceType<typeof ical.Component>;
  try {
    calendar = ical.Component.fromString(ics);
  } catch {
    // ical.js throws errors of several kinds for text that it cannot read, and the answer is the same for all.
    return undefined;
  }
  const events = calendar.getAllSubcomponents('vevent').slice(0, MAX_EVENTS);
  return events.flatMap((component) => {
    const event = new ical.Event(component);
    if (!event.startDate.isDate) return [];
    const last = event.endDate.clone();
    // DTEND of whole days is exclusive (RFC 5545 §3.6.1).
    if (last.compare(event.startDate) > 0) last.adjust(-1, 0, 0, 0);
    const isYearly = event.isRecurring() && Object.hasOwn(event.getRecurrenceTypes(), 'YEARLY');
    return [
      {
        name: event.summary === '' || event.summary === null ? event.startDate.toString() : event.summary.slice(0, 120),
        fromDate: event.startDate.toString(),
        toDate: last.toString(),
        isYearly,
      },
    ];
  });
}
