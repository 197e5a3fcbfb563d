import { describe, expect, it } from 'vitest';
import { holidaysOf } from './holidays-ics.ts';
import { importHolidays } from './import-holidays.ts';

const options = { timeZone: 'Europe/Berlin', period: 'closed', today: '2026-06-01' };

function calendar(...events: readonly string[]): string {
  const body = events.map((event, index) => `BEGIN:VEVENT\r\nUID:${index}@test\r\nDTSTAMP:20260101T000000Z\r\n${event}\r\nEND:VEVENT\r\n`);
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${body.join('')}END:VCALENDAR\r\n`;
}

const lines = (...parts: readonly string[]): string => parts.join('\r\n');

describe('holidays from a calendar', () => {
  it('[DP254] whole days are whole days, their end is exclusive', () => {
    const text = calendar(
      lines('SUMMARY:Unity Day', 'DTSTART;VALUE=DATE:20261003', 'DTEND;VALUE=DATE:20261004'),
      lines('SUMMARY:Company holidays', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270102'),
      lines('SUMMARY:No end', 'DTSTART;VALUE=DATE:20261111'),
    );
    expect(holidaysOf(text, options).exceptions).toEqual([
      { name: 'Unity Day', fromDate: '2026-10-03', toDate: '2026-10-03', hours: null, period: 'closed', isYearly: false },
      { name: 'Company holidays', fromDate: '2026-12-24', toDate: '2027-01-01', hours: null, period: 'closed', isYearly: false },
      { name: 'No end', fromDate: '2026-11-11', toDate: '2026-11-11', hours: null, period: 'closed', isYearly: false },
    ]);
  });

  it('[DP254] what comes back every year on its day is yearly, what moves is laid out', () => {
    const text = calendar(
      lines('SUMMARY:New Year', 'DTSTART;VALUE=DATE:20200101', 'DTEND;VALUE=DATE:20200102', 'RRULE:FREQ=YEARLY'),
      lines('SUMMARY:Thanksgiving', 'DTSTART;VALUE=DATE:20241128', 'DTEND;VALUE=DATE:20241129', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'),
    );
    const found = holidaysOf(text, options).exceptions;
    expect(found[0]).toMatchObject({ name: 'New Year', fromDate: '2020-01-01', isYearly: true });
    expect(found.slice(1).map((one) => one.fromDate)).toEqual(['2026-11-26', '2027-11-25', '2028-11-23', '2029-11-22']);
  });

  it('[DP254] hours of a day are hours on the wall of the schedule', () => {
    const text = calendar(
      lines('SUMMARY:UTC', 'DTSTART:20260701T120000Z', 'DTEND:20260701T130000Z'),
      lines('SUMMARY:Floating', 'DTSTART:20260702T140000', 'DTEND:20260702T150000'),
      lines('SUMMARY:Afternoon', 'DTSTART:20260703T140000', 'DTEND:20260704T000000'),
    );
    expect(holidaysOf(text, options).exceptions.map(({ fromDate, hours }) => [fromDate, hours])).toEqual([
      ['2026-07-01', { from: '14:00', to: '15:00' }],
      ['2026-07-02', { from: '14:00', to: '15:00' }],
      ['2026-07-03', { from: '14:00', to: '24:00' }],
    ]);
  });

  it('[DP254] the past, cancelled events and copies are left out; an event that makes no sense is counted', () => {
    const day = lines('SUMMARY:Twice', 'DTSTART;VALUE=DATE:20261003', 'DTEND;VALUE=DATE:20261004');
    const text = calendar(
      lines('SUMMARY:Past', 'DTSTART;VALUE=DATE:20250101', 'DTEND;VALUE=DATE:20250102'),
      lines('SUMMARY:Off', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20261003'),
      day,
      day,
      'SUMMARY:Nothing',
    );
    const { exceptions, skipped } = holidaysOf(text, options);
    expect(exceptions.map((one) => one.name)).toEqual(['Twice']);
    expect(skipped).toBe(1);
  });

  it('[DP254] what is no calendar is refused', () => {
    expect(() => holidaysOf('hello', options)).toThrow('invalid');
    expect(holidaysOf('BEGIN:VCARD\r\nEND:VCARD', options).exceptions).toEqual([]);
  });
});

describe('a calendar from a stranger', () => {
  it('[DP255] is read in a thread that is ended when it takes too long', { timeout: 20_000 }, async () => {
    const good = calendar(lines('SUMMARY:Unity Day', 'DTSTART;VALUE=DATE:20261003', 'DTEND;VALUE=DATE:20261004'));
    expect((await importHolidays(good, options))?.exceptions).toHaveLength(1);
    const endless = calendar(lines('SUMMARY:Never', 'DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'));
    expect(await importHolidays(endless, options)).toBeUndefined();
    expect(await importHolidays('hello', options)).toBeUndefined();
  });

  it('[DP255] rules that repeat every second are counted as odd', () => {
    const text = calendar(lines('SUMMARY:Tick', 'DTSTART:20260101T000000Z', 'RRULE:FREQ=SECONDLY'));
    expect(holidaysOf(text, options)).toEqual({ exceptions: [], skipped: 1 });
  });
});
