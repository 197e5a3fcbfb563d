import { describe, expect, it } from 'vitest';
import { emergencyNumbersOf } from '../../../protocol/telephony/emergency-numbers.ts';
import { readDialled, type DialContext } from './read-dialled.ts';

const extensions = new Set(['100', '4711', '0815']);
const berlin: DialContext = {
  place: { country: 'DE', areaCode: '30', trunkPrefix: '0' },
  emergencyNumbers: new Set(emergencyNumbersOf('DE')),
  hasExtension: async (number) => extensions.has(number),
};
const at = (country: string, areaCode: string, trunkPrefix: string): DialContext => ({
  place: { country, areaCode, trunkPrefix },
  emergencyNumbers: new Set(emergencyNumbersOf(country)),
  hasExtension: async (number) => extensions.has(number),
});

async function meaning(text: string, context = berlin): Promise<string> {
  const read = await readDialled(text, context);
  expect(read.asDialled).toBe(text);
  return `${read.kind} ${read.kind === 'other' ? read.text : read.number}`;
}

describe('what was dialled', () => {
  it('[NU10] an extension is one that exists; other digits are no extension', async () => {
    expect(await meaning('100')).toBe('extension 100');
    expect(await meaning(' 4711 ')).toBe('extension 4711');
    expect(await meaning('0815')).toBe('extension 0815');
    expect(await meaning('101')).toBe('other 101');
  });

  it('[NU10] every spelling of one number is that number', async () => {
    const spellings = [
      '+49 30 1234567',
      '+49301234567',
      '0049 30 1234567',
      '030 1234567',
      '(030) 123-45.67',
      '030/1234567',
      '1234567',
      'tel:+49-30-1234567',
      'tel:1234567;phone-context=+4930',
      'tel:1234567;phone-context=acme.example',
      'TEL:030-1234567',
      '%2B49301234567',
      '%2b49%2030%201234567',
      '+49\u00a030\u00a01234567',
      '+49‑30‑1234567',
      '٠٣٠١٢٣٤٥٦٧',
      '०३०१२३४५६७',
      '０３０１２３４５６７',
      '＋49301234567',
      '\u{1d7ce}\u{1d7d1}\u{1d7ce}1234567',
      '\u200b030\u20601234567',
      'sip:+49301234567',
    ];
    for (const text of spellings) expect(await meaning(text), text).toBe('e164 +49301234567');
  });

  it('[NU10] is read with the place’s country, area code and trunk prefix', async () => {
    expect(await meaning('212 555 0123', at('US', '212', ''))).toBe('e164 +12125550123');
    expect(await meaning('555 0123', at('US', '212', ''))).toBe('e164 +12125550123');
    expect(await meaning('1 415 555 0123', at('US', '212', '1'))).toBe('e164 +14155550123');
    expect(await meaning('011 44 20 7946 0958', at('US', '212', '1'))).toBe('e164 +442079460958');
    expect(await meaning('020 7946 0958', at('GB', '', '0'))).toBe('e164 +442079460958');
    expect(await meaning('06 6982 0000', at('IT', '', ''))).toBe('e164 +390669820000');
    expect(await meaning('91 123 45 67', at('ES', '', ''))).toBe('e164 +34911234567');
    expect(await meaning('01234', at('XX', '', ''))).toBe('other 01234');
  });

  it('[NU10] names, addresses, codes and nonsense are something else, and keep their text', async () => {
    for (const text of ['alice', 'alice@main.acme.test', '*97', '#21#', '100%', 'a1', '', '+', '++49', '49+30'])
      expect(await meaning(text), text).toBe(`other ${text}`);
  });
});

describe('emergency numbers', () => {
  it('[EM1] are recognised however they are dialled', async () => {
    const spellings = [
      '112',
      ' 1 1 2 ',
      '1-1-2',
      '１１２',
      '١١٢',
      '%31%31%32',
      'tel:112',
      'tel:112;phone-context=+49',
      'tel:112;phone-context=acme.test',
    ];
    const further = ['0112', '9112', '112#', '+49112', '0049112', 'urn:service:sos', 'service:sos.fire', '\u200e112'];
    for (const text of [...spellings, ...further]) expect(await meaning(text), text).toBe('emergency 112');
    expect(await meaning('110')).toBe('emergency 110');
    expect(await meaning('911', at('US', '212', '1'))).toBe('emergency 911');
    expect(await meaning('9911', at('US', '212', '1'))).toBe('emergency 911');
    expect(await meaning('112', at('US', '212', '1'))).toBe('emergency 112');
    expect(await meaning('999', at('GB', '', '0'))).toBe('emergency 999');
  });

  it('[EM1] come before an extension of the same digits', async () => {
    const shadowed = { ...berlin, hasExtension: async () => true };
    expect(await meaning('112', shadowed)).toBe('emergency 112');
    expect(await meaning('1120', shadowed)).toBe('extension 1120');
    const noHelp = { ...shadowed, emergencyNumbers: new Set<string>() };
    expect(await meaning('112', noHelp), 'control: without the table it would be the extension').toBe('extension 112');
  });

  it('[EM1] what only begins or ends like one is none', async () => {
    for (const text of ['1120', '1121234', '+4911212', '00112', '0301121', '11', '911'])
      expect(await meaning(text), text).not.toMatch(/^emergency/);
  });
});
