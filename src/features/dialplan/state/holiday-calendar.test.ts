import { describe, expect, it } from 'vitest';
import { holidaysOf } from './holiday-calendar.ts';

function calendar(...events: readonly string[][]): string {
  const inside = events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:x', ...lines, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...inside, 'END:VCALENDAR'].join('\r\n');
}

describe('holidays from a calendar file', () => {
  it('[DE81] whole days are taken, the last one inclusive; yearly ones come back', async () => {
    const text = calendar(
      ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Christmas', 'RRULE:FREQ=YEARLY'],
      ['DTSTART;VALUE=DATE:20261003', 'SUMMARY:Unity'],
    );
    expect(await holidaysOf(text)).toEqual([
      { name: 'Christmas', fromDate: '2026-12-25', toDate: '2026-12-26', isYearly: true },
      { name: 'Unity', fromDate: '2026-10-03', toDate: '2026-10-03', isYearly: false },
    ]);
  });

  it('[DE81] appointments are no holidays, and what is no calendar is said to be none', async () => {
    expect(await holidaysOf(calendar(['DTSTART:20261225T100000Z', 'DTEND:20261225T110000Z', 'SUMMARY:Meeting']))).toEqual([]);
    expect(await holidaysOf('hello')).toBeUndefined();
  });
});
