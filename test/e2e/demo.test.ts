import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, watched } from './browser.ts';
import { backDoor, cart, eventually, freePortsInARow, place, type Running, run } from './kit.ts';

let demo: Running;
let browser: Browser;
let shop: string;
let proxy: string;
let back: ReturnType<typeof backDoor>;

beforeAll(async () => {
  const port = await freePortsInARow();
  [shop, proxy, back] = [
    `http://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}`,
    backDoor(`http://127.0.0.1:${port + 3}`),
  ];
  demo = await run(
    ['demo/start.ts'],
    { PORT: String(port), SPEED: '60', DATABASE_URL: 'sqlite::memory:' },
    /(The demo shop is open)/,
  );
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await demo?.kill('SIGTERM');
});

const standing = (name: string) =>
  eventually(`the order of ${name}`, async () => {
    const found = (await back.orders()).filter(order => order.name === name);
    return found.length > 0 && found;
  });

test('an order by widget stands once, and its status changes in the open page within two seconds', async () => {
  const { page, complaints } = await watched(browser);
  await page.goto(shop);
  await page.locator('[data-add="001"]').click();
  const checkout = page.locator('crm-checkout');
  await checkout.getByLabel('Name', { exact: false }).first().fill('Wendy Widget');
  await checkout.locator('input[type=tel]').first().fill('8 916 000-11-22');
  await checkout.locator('input[value=pickup]').check();
  await checkout.locator('input[value=harbour]').check();
  await checkout.getByRole('checkbox').first().check();
  const send = checkout.locator('button.send');
  // Pick-up is free: the new total has to be on the button before it is pressed, or it would be asked about.
  await send.getByText('₽520').waitFor();
  await send.dblclick();
  await checkout.locator('[part~=number]').first().waitFor();

  const orders = await standing('Wendy Widget');
  expect(orders).toHaveLength(1);
  expect(orders[0]).toMatchObject({ phone: '79160001122', lines: [{ sku: '001', quantity: 1 }] });
  await back.status(orders[0]?.ref ?? '', '4');
  await checkout.getByText('On its way').first().waitFor({ timeout: 2_000 });
  await page.locator('crm-order-status').getByText('В пути').first().waitFor({ timeout: 2_000 });
  expect(complaints).toEqual([]);
  await page.close();
});

test('an order by the plain form stands once, with JavaScript off, and ends at a receipt', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${shop}/form.html`);
  const form = page.locator('form').first();
  await form.locator('[name="customer[name]"]').fill('Fiona Form');
  await form.locator('[name="customer[phone]"]').fill('+7 916 000 22 33');
  await form.locator('[value=pickup]').check();
  await form.locator('[name="delivery[pickupPoint]"]').selectOption('harbour');
  await form.locator('[name=consent]').check();
  await form.locator('button').click();
  await page.waitForURL(url => url.pathname !== '/form.html');
  const orders = await standing('Fiona Form');
  expect(orders).toHaveLength(1);
  await context.close();
});

test("an order by the site's back end stands once, and the site hears of it by a signed message", async () => {
  const answer = await fetch(`${shop}/backend/order`, { method: 'POST' });
  expect(answer.status).toBe(201);
  const orders = await standing('Ольга Сайтова');
  expect(orders).toHaveLength(1);
  await eventually(
    'the webhook',
    async () => ((await (await fetch(`${shop}/backend/news`)).json()) as unknown[]).length > 0,
  );
});

test('an order by curl stands once, however often it is repeated under its key', async () => {
  const body = { ...cart(1), customer: { name: 'Cara Curl', phone: '+79160003344' } };
  const first = await place(proxy, body, 'curl-key-1', shop);
  const again = await place(proxy, body, 'curl-key-1', shop);
  expect(again.id).toBe(first.id);
  expect(await standing('Cara Curl')).toHaveLength(1);
});

test('a certificate is told in the widget, and the list knows what is out', async () => {
  const { page, complaints } = await watched(browser);
  await page.goto(shop);
  const certificate = page.locator('crm-certificate');
  // A widget is loaded when it comes near the screen.
  await certificate.scrollIntoViewIfNeeded();
  await certificate.locator('input').fill('700100');
  await certificate.locator('button').first().click();
  await certificate.getByText('1,000').first().waitFor();
  const gone = page.locator('crm-availability[sku="005"]');
  await gone.scrollIntoViewIfNeeded();
  await gone.locator('[part~=out]').first().waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('every page of the demo is quiet under its strict policy', async () => {
  for (const path of ['/', '/form.html', '/privacy.html', '/thanks.html']) {
    const { page, complaints } = await watched(browser);
    await page.goto(`${shop}${path}`, { waitUntil: 'networkidle' }).catch(() => page.goto(`${shop}${path}`));
    expect(complaints, path).toEqual([]);
    await page.close();
  }
});
