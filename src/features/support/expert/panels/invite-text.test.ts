import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { words as german } from '../../words.de.ts';
import { words } from '../../words.en.ts';
import { inviteText } from './invite-text.ts';

const invite = { link: 'https://desk.example/see/vUtSrQpOnMlKjIhGfEdCbA#secret', code: '482 913 river-lamp-otter' };

describe('what is written to whoever is invited', () => {
  it.each([
    ['en', words],
    ['de', german],
  ])('[SU462] has link, code and where it is entered (%s)', async (lng, support) => {
    const i18n = createInstance({ lng, resources: { [lng]: { support } }, interpolation: { escapeValue: false } });
    await i18n.init();
    const t = i18n.getFixedT(lng, 'support');
    const text = inviteText(t, { ...invite, role: 'customer', state: 'open' });
    for (const part of [invite.link, invite.code, 'desk.example/see:']) expect(text).toContain(part);
    expect(inviteText(t, { ...invite, role: 'expert', state: 'open' }), 'experts come by link only').not.toContain(invite.code);
    const burnt = inviteText(t, { ...invite, role: 'customer', state: 'burnt' });
    expect([burnt.includes(invite.link), burnt.includes(invite.code)], 'a burnt code is told to nobody').toEqual([true, false]);
  });
});
