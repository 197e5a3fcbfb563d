import { describe, expect, it } from 'vitest';
import { createHeaders } from './header-list.ts';

describe('headers', () => {
  it('[SIP1] finds a header in any case and by its compact form', () => {
    const headers = createHeaders([
      ['v', 'SIP/2.0/UDP a'],
      ['FROM', '<sip:a@b>'],
      ['x-Own', ' ;;,'],
    ]);
    expect(headers.get('Via')).toBe('SIP/2.0/UDP a');
    expect(headers.get('f')).toBe('<sip:a@b>');
    expect(headers.get('X-OWN')).toBe(' ;;,');
    expect(headers.get('To')).toBeUndefined();
    expect([...headers.entries()].map(([name]) => name)).toEqual(['v', 'FROM', 'x-Own']);
  });

  it('[SIP1] keeps order when it sets, appends, prepends and deletes', () => {
    const headers = createHeaders([
      ['Via', '1'],
      ['To', 't'],
      ['Route', 'r'],
    ]);
    headers.append('v', '2');
    headers.prepend('Via', '0');
    headers.set('To', ['a', 'b']);
    headers.delete('route');
    expect([...headers.entries()]).toEqual([
      ['Via', '0'],
      ['Via', '1'],
      ['v', '2'],
      ['To', 'a'],
      ['To', 'b'],
    ]);
    expect(headers.size).toBe(5);
  });

  it('[SIP1] puts a value in the place of the first and leaves the others; what is not there is not added', () => {
    const headers = createHeaders([
      ['Via', '1'],
      ['v', '2'],
    ]);
    headers.cache.vias = [];
    headers.replaceFirst('via', 'stamped');
    headers.replaceFirst('To', 'nobody');
    expect(headers.all('Via')).toEqual(['stamped', '2']);
    expect([headers.size, headers.cache.vias]).toEqual([2, undefined]);
    expect(() => headers.replaceFirst('Via', 'a\r\nEvil: 1')).toThrow('line breaks');
  });

  it('[SIP1] writes each header as a line, except those with one key in any spelling', () => {
    const headers = createHeaders([
      ['l', '5'],
      ['Via', '1'],
      ['content-length', '6'],
    ]);
    expect(headers.write('content-length')).toBe('Via: 1\r\n');
  });

  it('[SIP1] leaves a clone alone when the original changes', () => {
    const headers = createHeaders([['To', '1']]);
    const copy = headers.clone();
    headers.set('To', '2');
    expect(copy.get('To')).toBe('1');
  });

  it('[SIP10] refuses a value with a line break and a name that is no token', () => {
    const headers = createHeaders();
    expect(() => headers.append('Subject', 'a\r\nEvil: 1')).toThrow(TypeError);
    expect(() => headers.set('Subject', 'a\nb')).toThrow('line breaks');
    expect(() => headers.prepend('Evil: 1\r\nX', 'a')).toThrow('token');
    expect(headers.size).toBe(0);
  });

  it('[SIP1] forgets parsed values when a header changes', () => {
    const headers = createHeaders([['To', '<sip:a@b>']]);
    headers.cache.cseq = { number: 1, method: 'INVITE' };
    headers.append('CSeq', '2 INVITE');
    expect(headers.cache.cseq).toBeUndefined();
  });
});
