import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../proxy/crm/amocrm/certificate.ts';
import { newsIn } from '../../../../proxy/crm/amocrm/changes.ts';
import { mapped } from '../../../../proxy/crm/amocrm/directory.ts';
import { amocrm } from '../../../../proxy/crm/amocrm/index.ts';
import { hasPhone, searchesOf } from '../../../../proxy/crm/amocrm/people.ts';
import { totalOf } from '../../../../proxy/crm/amocrm/price.ts';
import { Settings } from '../../../../proxy/crm/amocrm/settings.ts';
import { stageIn, stageOf } from '../../../../proxy/crm/amocrm/stages.ts';
import { statusesOf } from '../../../../proxy/crm/amocrm/statuses.ts';
import { numberOf } from '../../../../proxy/crm/amocrm/track.ts';
import { Contact, Element, Lead, Pipeline } from '../../../../proxy/crm/amocrm/wire.ts';
import { settings } from './fixtures.ts';

const contact = (...phones: string[]): Contact =>
  Contact.parse({
    id: 1,
    custom_fields_values: [
      { field_id: 3, field_code: 'PHONE', values: phones.map(value => ({ value, enum: 'WORK' })) },
    ],
  });

describe('a phone', () => {
  it.each([
    ['+79161234567', true],
    ['+7 (916) 123-45-67', true],
    ['89161234567', true],
    ['9161234567', true],
    ['8 916 123 45 67 (жена)', true],
    ['+19161234567', false],
    ['+791612345678', false],
    ['1234567', false],
    ['', false],
  ])('%s is +79161234567: %s', (stored, same) => {
    expect(hasPhone(contact('+79990000000', stored), '+79161234567', 'RU')).toBe(same);
  });

  it('is searched for without its country, first by its digits', () => {
    expect(searchesOf('+79161234567', 'RU')).toEqual(['9161234567', '(916) 123-45-67', '916 123-45-67']);
    for (const search of searchesOf('+380501234567', 'UA')) expect(search).not.toContain('38');
  });
});

describe('a status', () => {
  const status = (id: string, name: string, type = 0) => ({ id, name, type });

  it.each([
    [status('142', 'Отменён'), false, 'delivered'],
    [status('143', 'Успешно'), false, 'cancelled'],
    [status('143', 'Возврат'), false, 'returned'],
    [status('5', 'Входящие', 1), false, 'new'],
    [status('5', 'Ждёт своего дня'), true, 'new'],
    [status('5', 'Ждёт своего дня'), false, null],
    [status('5', 'Первичный контакт'), false, 'new'],
    [status('5', 'Подтверждён'), false, 'confirmed'],
    [status('5', 'Готовится'), false, 'preparing'],
    [status('5', 'Готов'), false, 'ready'],
    [status('5', 'Передан курьеру'), false, 'shipping'],
    [status('5', 'В пути'), false, 'shipping'],
  ] as const)('%o stands for its stage (first: %s): %s', (given, isFirst, stage) => {
    expect(stageIn(given, isFirst)).toBe(stage);
  });

  it('is known by pipeline and id together', () => {
    const pipeline = (id: number, won: string) =>
      Pipeline.parse({
        ...{ id, name: 'x' },
        _embedded: {
          statuses: [
            { id: 142, name: won, sort: 10_000 },
            { id: id + 1, name: 'Ждёт', sort: 20, type: 0 },
            { id: id + 2, name: 'Входящие', sort: 10, type: 1 },
          ],
        },
      });
    const known = statusesOf([pipeline(10, 'Вручён'), pipeline(20, 'Оплачен')]);
    expect(known.get('20:142')).toEqual({ code: '20:142', name: 'Оплачен', stage: 'delivered' });
    expect(known.get('10:11')).toEqual({ code: '10:11', name: 'Ждёт', stage: 'new' });
    expect(known.get('142')).toBeUndefined();
  });

  it('is understood by its code alone where the pipelines could not be read', () => {
    expect(stageOf({ code: '77:143' })).toBe('cancelled');
    expect(stageOf({ code: '77:5' })).toBeNull();
  });
});

describe('a lead', () => {
  it.each([
    ['K7-4821', 'K7-4821'],
    ['№1042', '№1042'],
    ['Мария хочет 2 пиццы', '7'],
    ['Мария', '7'],
    ['', '7'],
  ])('named %j has the number %s', (name, number) => {
    expect(numberOf({ id: '7', name })).toBe(number);
  });

  it.each([
    [{ price: 100 }, 10_000],
    [{ price: 100, price_with_minor_units: 100.5 }, 10_050],
    [{ price: null }, null],
  ])('with %j costs %s kopecks', (price, amount) => {
    const lead = Lead.parse({ id: 1, status_id: 142, pipeline_id: 1, ...price });
    expect(totalOf(lead, 'RUB')?.amount ?? null).toBe(amount);
  });

  it('with a time that no calendar has is a lead without one', () => {
    const lead = Lead.parse({ id: 1, pipeline_id: 1, status_id: 5, updated_at: 9e14, created_at: 9e14 });
    expect([lead.updated_at, lead.created_at]).toEqual([undefined, undefined]);
  });

  it('tells each of its statuses once, whatever else changes about it', () => {
    const lead = (status_id: number, updated_at: number) =>
      Lead.parse({ id: 1, pipeline_id: 1, status_id, updated_at, custom_fields_values: null });
    const first = newsIn([lead(5, 100)], { at: 90, seen: [] });
    expect(first.news).toHaveLength(1);
    const second = newsIn([lead(5, 200)], JSON.parse(first.cursor));
    expect(second.news).toEqual([]);
    expect(JSON.parse(second.cursor).at).toBe(200);
    expect(newsIn([lead(142, 200)], JSON.parse(second.cursor)).news).toHaveLength(1);
  });
});

describe('a certificate', () => {
  const config = settings({ certificates: { list: '9', balance: '1', validUntil: '2', status: '3' } }).certificates;
  const now = Date.UTC(2026, 10, 21, 12);
  const shop = { currency: 'RUB', timeZone: 'Europe/Moscow', now: () => now };
  const day = (text: string) => Date.parse(`${text}T00:00:00+03:00`) / 1000;
  const stateOf = (balance: unknown, until: unknown, status: string | null) => {
    const values = { 1: balance, 2: until, 3: status };
    const fields = Object.entries(values).map(([id, value]) => ({ field_id: Number(id), values: [{ value }] }));
    const element = Element.parse({ id: 5, name: 'GIFT', custom_fields_values: fields });
    return config && factsOf(element, config, shop).state;
  };

  it.each([
    ['1000', day('2027-01-01'), 'Активен', 'valid'],
    ['0', day('2027-01-01'), 'Активен', 'used'],
    ['1000', day('2026-11-21'), 'активен', 'valid'],
    ['1000', day('2026-11-20'), 'Активен', 'expired'],
    ['1000', '2026-11-19', 'Активен', 'expired'],
    ['1000', null, 'Использован', 'used'],
    ['1000', null, 'Заблокирован', 'expired'],
    ['1000', null, null, 'expired'],
    [null, null, 'Активен', 'valid'],
  ])('with %j, until %j, being %j is %s', (balance, until, status, state) => {
    expect(stateOf(balance, until, status)).toBe(state);
  });

  it('of which the list says nothing is not known to be good', () => {
    const bare = settings({ certificates: { list: '9' } }).certificates;
    expect(bare && factsOf(Element.parse({ id: 5, name: 'GIFT' }), bare, shop).state).toBe('unknown');
  });
});

describe('the settings', () => {
  it.each([
    ['https://wave.amocrm.ru', true],
    ['https://wave.kommo.com', true],
    ['http://wave.amocrm.ru', false],
    ['https://amocrm.ru.example.com', false],
    ['https://evilamocrm.ru', false],
  ])('send the token to %s: %s', (url, ok) => {
    expect(Settings.safeParse({ url }).success).toBe(ok);
  });

  it('refuse a status without its pipeline, and prices without a list', () => {
    const url = 'https://wave.amocrm.ru';
    expect(Settings.safeParse({ url, status: { default: 'new' } }).success).toBe(false);
    expect(Settings.safeParse({ url, priceField: 'PRICE' }).success).toBe(false);
    expect(Settings.safeParse({ url, products: { list: '1' }, priceField: 'PRICE' }).success).toBe(true);
  });

  it('name their codes by where they must stand', () => {
    const named = mapped(
      settings({
        status: { default: '11', rules: [{ from: 'source', codes: { site: '11:22' } }] },
        products: { list: '33' },
        priceField: 'PRICE',
        customFields: [{ field: 'UTM_SOURCE', from: 'marketing.utm_source' }],
      }),
    );
    expect(named).toEqual([
      { path: 'status.default', subject: 'pipelines', code: '11' },
      { path: 'status.rules.0.codes.site', subject: 'statuses', code: '11:22' },
      { path: 'products.list', subject: 'lists', code: '33' },
      { path: 'products.article', subject: 'fields of list 33', code: 'SKU' },
      { path: 'priceField', subject: 'fields of list 33', code: 'PRICE' },
      { path: 'customFields.0.field', subject: 'fields of leads', code: 'UTM_SOURCE' },
    ]);
  });
});

describe('access', () => {
  const { oauth, manifest } = amocrm;
  const back = { state: 's&1', redirectUrl: 'https://proxy.example/connect/main' };

  it.each([
    ['https://wave.amocrm.ru', 'https://www.amocrm.ru/oauth?client_id=id&state=s%261&mode=popup'],
    ['https://wave.kommo.com', 'https://www.kommo.com/oauth?client_id=id&state=s%261&mode=popup'],
  ])('to %s is asked for at %s', (url, page) => {
    expect(oauth?.consentUrl(settings({ url, clientId: 'id' }), back)).toBe(page);
  });

  it('needs no person where the config has a token', () => {
    expect(oauth?.isNeeded({ token: 't' })).toBe(false);
    expect(oauth?.isNeeded({ clientSecret: 's' })).toBe(true);
    expect(oauth?.consentUrl(settings(), back)).toBeNull();
  });

  it.each([
    ['wave.amocrm.ru', true],
    ['https://wave.amocrm.ru', true],
    ['other.amocrm.ru', false],
    ['wave.amocrm.ru.example.com', false],
    ['', false],
  ])('that %s gave is ours: %s', (referer, ours) => {
    expect(oauth?.isOurs(settings(), { referer })).toBe(ours);
  });

  it('is traded for with the client’s secret, and lasts as long as it says', () => {
    const { redirectUrl } = back;
    const asked = oauth?.request(
      settings({ clientId: 'id' }),
      { clientSecret: 'x' },
      { refreshToken: 'r', redirectUrl },
    );
    expect(asked?.url).toBe('https://wave.amocrm.ru/oauth2/access_token');
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      ...{ client_id: 'id', client_secret: 'x', grant_type: 'refresh_token', refresh_token: 'r' },
      redirect_uri: redirectUrl,
    });
    const answer = (body: object) => ({ status: 200, headers: {}, text: JSON.stringify(body) });
    const granted = { token_type: 'Bearer', expires_in: 86_400, access_token: 'a', refresh_token: 'r2' };
    expect(oauth?.tokensIn(answer(granted), 1000)).toEqual({ access: 'a', refresh: 'r2', expiresAt: 86_401_000 });
    expect(() => oauth?.tokensIn(answer({ hint: 'Token has been revoked' }), 0)).toThrow('protocol');
  });

  it('is charged by us only where the shop says so', () => {
    expect(manifest.redeems(settings({ certificates: { list: '1' } }))).toBe('manager');
    expect(manifest.redeems(settings({ certificates: { list: '1', balance: '2', charge: true } }))).toBe('crm');
  });
});
