import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { giveBack } from '../fixtures/browsers.ts';
import { launchChromium } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';
import { SetupPage } from '../pages/setup-page.ts';

const frida = { organisation: 'Nordlicht GmbH', name: 'Frida Berg', email: 'frida@nordlicht.test', password: 'nine quiet rivers' };

test('[UI81] [UI82] [UI83] Frida sets up a new installation by the printed link, which then works no more', async ({ startProduct }) => {
  const product = await startProduct({ env: { DEMO: '0' } });
  const browser = await launchChromium(440);
  try {
    const page = await (await browser.newContext({ locale: 'en' })).newPage();
    const setup = new SetupPage(page, product);

    await page.goto(`${product.url}/login`);
    await setup.says(/Open the setup link that the server printed/);
    await expectNoFindings(page, 'login before the setup');

    await setup.open();
    await setup.says('This setup link does not work');
    await expectNoFindings(page, 'setup without a token');

    await setup.open('not-the-token');
    await setup.enter(frida);
    await setup.submit();
    await setup.says('This setup link does not work');

    await setup.open(setup.printedToken);
    await setup.enter({ ...frida, email: 'frida', password: 'frida' });
    await setup.submit();
    await setup.says('Enter an email address like name@example.com.');
    await setup.says('At least 12 characters');
    await expectNoFindings(page, 'setup with refused entries');

    await setup.enter(frida);
    await setup.submit();
    await expect(page).toHaveURL(/\/login/);
    await setup.says('Your organisation is set up.');
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(frida.email);
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.type(frida.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Account of Frida Berg' })).toBeVisible();

    await setup.open(setup.printedToken);
    await setup.says('This installation is set up');
    await expectNoFindings(page, 'setup after the setup');
  } finally {
    await giveBack(browser);
  }
});
