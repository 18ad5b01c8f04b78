import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, watched } from './browser.ts';
import { backDoor, eventually, freePortsInARow, type Running, run } from './kit.ts';

let demo: Running;
let browser: Browser;
let shop: string;
let back: ReturnType<typeof backDoor>;

beforeAll(async () => {
  const port = await freePortsInARow();
  [shop, back] = [`http://127.0.0.1:${port}`, backDoor(`http://127.0.0.1:${port + 3}`)];
  const env = { CRM: 'minicrm', PORT: String(port), SPEED: '60', DATABASE_URL: 'sqlite::memory:' };
  demo = await run(['demo/start.ts'], env, /(The demo shop is open)/);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await demo?.kill('SIGTERM');
});

test('a shop in another country, on the CRM most unlike FrontPad, is the same walk', async () => {
  expect(demo.printed()).not.toContain('₽');
  const { page, complaints } = await watched(browser);
  await page.goto(shop);
  const dish = page.locator('.dish', { has: page.locator('[data-add="001"]') });
  await dish.locator('crm-availability').getByText('lei 42').waitFor();
  await dish.locator('[data-add="001"]').click();
  const checkout = page.locator('crm-checkout');
  await checkout.getByLabel('Name', { exact: false }).first().fill('Wanda Widget');
  await checkout.locator('input[type=tel]').first().fill('0720 001 122');
  await checkout.locator('input[value=pickup]').check();
  await checkout.locator('input[value=harbour]').check();
  await checkout.getByRole('checkbox').first().check();
  const send = checkout.locator('button.send');
  await send.getByText('lei 42').waitFor();
  await send.dblclick();
  const number = await checkout.locator('[part~=number]').first().innerText();

  const held = await eventually('the order in the CRM', async () => {
    const orders = (await back.orders()).filter(order => order.number === number);
    return orders.length > 0 && orders;
  });
  expect(held).toMatchObject([{ phone: '+40720001122', lines: [{ sku: '001', quantity: 1, price: 42 }] }]);

  const certificate = page.locator('crm-certificate');
  await certificate.scrollIntoViewIfNeeded();
  await certificate.locator('input').fill('700100');
  await certificate.locator('button').first().click();
  await certificate.getByText('lei 100').first().waitFor();

  await page.locator('.kitchen-bar').click();
  const row = page.locator('.kitchen .orders li').first();
  await row.getByText('42 lei').waitFor();
  await row.getByRole('button', { name: 'Next: Finalizat' }).click();
  await checkout.locator('[part~=stage]').getByText('Delivered').waitFor();
  await page.locator('crm-order-status').getByText('Finalizat').first().waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});
