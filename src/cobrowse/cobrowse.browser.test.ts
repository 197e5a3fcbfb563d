import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Site } from './testing/site.testing.ts';

describe('a page with our script tag, in Chromium', () => {
  let site: Site;
  beforeEach(async () => {
    site = await Site.open();
  });
  afterEach(() => site.close());

  const control = async (): Promise<void> => {
    await site.say({ type: 'sharing', isOn: true });
    await site.say({ type: 'controlled', name: 'Ada' });
  };
  const ownLayers = (): Promise<number> => site.page.locator('[data-deskline-own]').count();

  it('[SU200] [SU201] answers its window with title and handle, and hears nobody else', async () => {
    const answer = await site.answerTo({ type: 'ready' });
    expect(answer).toMatchObject({
      data: { deskline: 1, type: 'hello', title: 'Order a desk lamp' },
      origin: new URL(site.page.url()).origin,
    });
    await site.page.evaluate(() => postMessage({ deskline: 1, type: 'controlled', name: 'Eve' }, '*'));
    // Messages are heard in their order: what is answered now came after it.
    await site.answerTo({ type: 'ready' });
    expect(await ownLayers()).toBe(1);
  });

  it('[SU203] [SU204] masks while something is shared, with exceptions, and not longer', async () => {
    const disc = (selector: string): Promise<string> => site.styleOf(selector, '-webkit-text-security');
    expect(await disc('[name=name]')).toBe('none');
    await site.say({ type: 'sharing', isOn: true });
    expect(await disc('[name=name]')).toBe('disc');
    expect(await disc('[name=message]')).toBe('disc');
    expect(await disc('[name=colour]')).toBe('none');
    expect(await site.styleOf('.account', 'background-color')).toBe('rgb(0, 0, 0)');
    await site.page.evaluate(() => {
      const host = document.createElement('div');
      host.id = 'late';
      host.attachShadow({ mode: 'open' }).append(document.createElement('input'));
      document.body.append(host);
    });
    await expect.poll(() => disc('#late input')).toBe('disc');
    await site.say({ type: 'sharing', isOn: false });
    expect(await disc('[name=name]')).toBe('none');
    expect(await disc('#late input')).toBe('none');
  });

  it('[SU203] a page that is loaded anew in the tab begins masked', async () => {
    await site.say({ type: 'sharing', isOn: true });
    await site.page.reload();
    await expect.poll(() => site.styleOf('[name=name]', '-webkit-text-security')).toBe('disc');
    expect(await site.answerTo({ type: 'ready' })).toMatchObject({ data: { type: 'hello' } });
    await site.say({ type: 'ended' });
    expect(await site.styleOf('[name=name]', '-webkit-text-security')).toBe('none');
  });

  it('[SU205] [SU206] a click reaches what is there, in an open shadow root too; the wheel scrolls the list', async () => {
    await control();
    await site.click('#more');
    await site.click('#more');
    expect(await site.page.locator('#count').textContent()).toBe('3');
    await site.click('[name=gift]');
    expect(await site.page.locator('[name=gift]').isChecked()).toBe(true);
    await site.page.evaluate(() => {
      const host = document.createElement('div');
      const button = document.createElement('button');
      button.textContent = 'inside';
      button.addEventListener('click', () => (document.title = 'clicked inside'));
      host.attachShadow({ mode: 'open' }).append(button);
      document.querySelector('main')?.prepend(host);
    });
    await site.click('main > div button');
    expect(await site.page.title()).toBe('clicked inside');
    await site.page.locator('#list').scrollIntoViewIfNeeded();
    await site.say({ type: 'input', input: { kind: 'wheel', producerId: 'p', ...(await site.partOf('#list')), deltaX: 0, deltaY: 120 } });
    expect(await site.page.locator('#list').evaluate((list) => list.scrollTop)).toBe(120);
  });

  it('[SU207] types, erases, moves the caret, chooses and goes on by Tab', async () => {
    await control();
    await site.page.evaluate(() => addEventListener('input', () => (document.title += '.')));
    await site.page.evaluate(() => addEventListener('change', () => (document.title += '!')));
    await site.click('[name=name]');
    await site.type('Gracee');
    await site.key('Backspace');
    await site.key('Home');
    await site.type('Dr. ');
    await site.key('Delete');
    expect(await site.valueOf('[name=name]')).toBe('Dr. race');
    expect(await site.page.title()).toMatch(/\.{4}$/);
    await site.key('Tab');
    expect(await site.page.title()).toMatch(/\.{4}!$/);
    await site.key('Tab');
    await site.key('ArrowDown');
    expect(await site.valueOf('[name=delivery]')).toBe('courier');
    await site.key('Tab');
    await site.type('one');
    await site.key('Enter');
    await site.type('two');
    expect(await site.valueOf('[name=message]')).toBe('one\ntwo');
    await site.click('[name=colour]');
    await site.key('Enter');
    expect(await site.page.locator('#result').textContent()).toBe('Ordered: green, By courier.');
  });

  it('[SU207] types into what is editable', async () => {
    await control();
    await site.page.evaluate(() => {
      const note = document.createElement('div');
      note.id = 'note';
      note.contentEditable = 'true';
      note.style.height = '60px';
      document.querySelector('main')?.prepend(note);
    });
    await site.click('#note');
    await site.type('hello');
    await site.key('Backspace');
    expect(await site.page.locator('#note').textContent()).toBe('hell');
  });

  it('[SU208] passwords stay out of reach, also when their text is shown; so do masked areas', async () => {
    await control();
    await site.click('[name=password]');
    await site.type('x');
    await site.page.locator('[name=password]').focus();
    await site.type('x');
    await site.page.locator('[name=password]').evaluate((field: HTMLInputElement) => (field.type = 'text'));
    await site.type('x');
    await site.key('Backspace');
    expect(await site.valueOf('[name=password]')).toBe('');
    await site.page.evaluate(() => document.querySelector('.account')?.addEventListener('click', () => (document.title = 'touched')));
    await site.click('.account');
    expect(await site.page.title()).toBe('Order a desk lamp');
  });

  it('[SU209] [SU210] shows who controls; when it is over at once nothing is left and nothing works', async () => {
    await site.click('#more');
    expect(await site.page.locator('#count').textContent()).toBe('1');
    await control();
    expect(await ownLayers()).toBe(2);
    await site.say({ type: 'controlled', name: null });
    expect(await ownLayers()).toBe(1);
    await site.click('#more');
    expect(await site.page.locator('#count').textContent()).toBe('1');
    await control();
    await site.popup.close();
    await expect.poll(ownLayers).toBe(1);
    await expect.poll(() => site.styleOf('[name=name]', '-webkit-text-security')).toBe('none');
  });
});
