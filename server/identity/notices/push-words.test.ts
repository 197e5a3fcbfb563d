import { describe, expect, it } from 'vitest';
import { noticeWords, withoutNumbers } from './push-words.ts';

describe('words of notices in browsers', () => {
  it('[ID66] of a phone number the last four digits are left, however it is written', () => {
    for (const number of ['+4930123456', '0049 (0)30 / 123-456', '+49 30 123 456', '030123456', '+1-202-555-3456'])
      expect(withoutNumbers(`Call ${number} back`), number).toBe('Call …3456 back');
    expect(withoutNumbers('Ticket 12345, at 14:30 on 28.11., extension 101')).toBe('Ticket 12345, at 14:30 on 28.11., extension 101');
  });

  it('[ID66] title and text are in the browser’s language, and short', () => {
    expect(noticeWords({ kind: 'voicemail', caller: 'Alice', box: '' }, 'en')).toEqual({ title: 'New voicemail', body: 'Alice' });
    expect(noticeWords({ kind: 'voicemail', caller: '+4930123456', box: 'Service' }, 'de')).toEqual({
      title: 'Neue Sprachnachricht',
      body: '…3456 · Mailbox: Service',
    });
    expect(noticeWords({ kind: 'missed-call', caller: '' }, 'de')).toEqual({ title: 'Verpasster Anruf', body: 'Unbekannter Anrufer' });
    expect(noticeWords({ kind: 'plan', text: 'x'.repeat(2_000) }, 'en').body).toHaveLength(300);
  });
});
