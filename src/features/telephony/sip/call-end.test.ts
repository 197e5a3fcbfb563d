import { describe, expect, it } from 'vitest';
import { endCauses } from '../../../../protocol/telephony/call.ts';
import { words as de } from '../words.de.ts';
import { words as en } from '../words.en.ts';
import { callEndOf, callEnds } from './call-end.ts';

describe('why a call ended', () => {
  it("[SP12] every cause of the server's table is read from X-Deskline-Cause, whatever the status", () => {
    for (const cause of Object.keys(endCauses)) expect(callEndOf({ causeHeader: cause, status: 500 })).toBe(cause);
  });

  it('[SP12] a cause that this page does not know falls back to the status', () => {
    expect(callEndOf({ causeHeader: 'eaten-by-bear', status: 486 })).toBe('busy');
    expect(callEndOf({ causeHeader: 'toString', status: 486 })).toBe('busy');
  });

  it('[SP12] statuses of devices that know no cause header', () => {
    const rows = {
      404: 'not-found',
      403: 'not-allowed',
      480: 'no-answer',
      486: 'busy',
      487: 'cancelled',
      488: 'not-acceptable',
      503: 'media-failed',
      600: 'busy',
      603: 'declined',
      500: 'failed',
      699: 'failed',
    };
    for (const [status, cause] of Object.entries(rows)) expect(callEndOf({ status: Number(status) }), status).toBe(cause);
  });

  it('[SP15] the Reason of a CANCEL tells whether another device took the call', () => {
    expect(callEndOf({ method: 'CANCEL', reasonHeader: 'SIP;cause=200;text="Call completed elsewhere"' })).toBe('answered-elsewhere');
    expect(callEndOf({ method: 'CANCEL', reasonHeader: 'SIP ;cause=603 ;text="Decline"' })).toBe('declined-elsewhere');
    expect(callEndOf({ method: 'CANCEL' })).toBe('cancelled');
  });

  it('[SP12] BYE without a cause is a normal end; a lost request is a lost connection', () => {
    expect(callEndOf({ method: 'BYE' })).toBe('completed');
    expect(callEndOf({ method: 'BYE', causeHeader: 'server-stopped' })).toBe('server-stopped');
    expect(callEndOf({ libraryCause: 'Connection Error' })).toBe('connection-lost');
    expect(callEndOf({ libraryCause: 'something new' })).toBe('failed');
  });

  it('[SP12] every end has its own sentence in both languages', () => {
    for (const words of [en, de]) {
      const sentences = callEnds.map((end) => words.ends[end]);
      for (const [index, sentence] of sentences.entries()) expect(sentence, callEnds[index]).toMatch(/\S.*\.$/);
      expect(new Set(sentences).size).toBe(callEnds.length);
    }
    expect(new Set<string>(Object.keys(en.ends))).toEqual(new Set<string>(callEnds));
  });
});
