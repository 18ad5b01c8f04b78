import { describe, expect, it } from 'vitest';
import { until } from '../open.ts';
import { contacts, customer, feed, openMinicrm, openSite, order, product, SYSTEM_ID } from './open.ts';

const pull = (source: string): string => `/SyncFeed/${SYSTEM_ID}?Source=${encodeURIComponent(source)}`;

describe('a feed that is pulled', () => {
  it('is fetched before the answer, with its credentials, and processed after it', async () => {
    const minicrm = await openMinicrm({ speed: 1, settings: { processingDelayMs: 60_000 } });
    const site = await openSite(feed());
    const { status } = await minicrm.call('GET', pull(`http://feed:s%40fe@${site.host}/shop.xml?key=1`));
    expect(status).toBe(200);
    expect(site.asked).toEqual([{ path: '/shop.xml?key=1', authorization: `Basic ${btoa('feed:s@fe')}` }]);
    expect(await minicrm.log()).toMatchObject([{ state: 'waiting' }]);
    expect(await minicrm.order('9001')).toBeUndefined();
  });

  it('becomes a card of the webshop, and one of the orders under the number of each', async () => {
    const minicrm = await openMinicrm();
    const site = await openSite(feed());
    await minicrm.call('GET', pull(`http://${site.host}/shop.xml`));
    const made = await until(() => minicrm.order('9001'));
    expect(made).toMatchObject({ number: 'K7-9001', phone: '+40720000099', key: 'InProgress', statusName: 'În curs' });
    expect(made.lines).toMatchObject([{ sku: '001', quantity: 2, price: 42 }]);
    expect(made.totals).toEqual({ net: 75.68, vat: 8.32, gross: 84 });
    const found = await minicrm.list('/R3/Project?CategoryId=22&Name=K7-9001');
    expect(Object.keys(found.Results)).toEqual([made.ref]);
    expect((await minicrm.call('GET', '/R3/Project?ReferenceId=700')).body).toMatchObject({
      ...{ CategoryId: 21, Name: 'Vera & Ionescu', StatusId: 'Nou', ContactId: made.contactId },
    });
  });

  it('that cannot be fetched is told of, and comes to nothing', async () => {
    const minicrm = await openMinicrm({ settings: { downloadTimeoutMs: 50 } });
    const gone = await openSite('', 404);
    const silent = await openSite('', 0);
    for (const source of [`http://${gone.host}/`, `http://${silent.host}/`, 'shop.xml']) {
      const { status, body } = await minicrm.call('GET', pull(source));
      expect([status, typeof body]).toEqual([400, 'string']);
    }
    expect(await minicrm.log()).toEqual([]);
  });

  it('may never be processed, or be rejected without a word', async () => {
    const minicrm = await openMinicrm({ settings: { processing: 'rejected' } });
    expect(await minicrm.upload(feed())).toMatchObject({ records: [{ projectId: '700', result: 'rejected' }] });
    await minicrm.set({ processing: 'never', processingDelayMs: 0 });
    await minicrm.call('POST', `/SyncFeed/${SYSTEM_ID}/Upload`, feed());
    await minicrm.set({ processing: 'done' });
    await minicrm.upload(feed(order(9002)));
    expect(await minicrm.order('9001')).toBeUndefined();
    expect((await minicrm.log()).map(({ state }) => state)).toEqual(['processed', 'waiting', 'processed']);
  });

  it('belongs to the account it is sent to', async () => {
    const minicrm = await openMinicrm();
    expect((await minicrm.call('POST', '/SyncFeed/119/Upload', feed())).status).toBe(404);
  });
});

describe('a feed sent again', () => {
  it('changes what is there', async () => {
    const minicrm = await openMinicrm();
    expect((await minicrm.upload(feed())).records).toMatchObject([{ result: 'created' }]);
    expect((await minicrm.upload(feed())).records).toMatchObject([{ result: 'updated' }]);
    const made = (await minicrm.orders()).filter(({ number }) => number === 'K7-9001');
    expect(made).toHaveLength(1);
    expect((await minicrm.list('/R3/Contact?Phone=%2B40720000099')).Count).toBe(1);
    expect((await minicrm.list('/R3/Project?CategoryId=21')).Count).toBe(2);
  });

  it('may name only what is new', async () => {
    const minicrm = await openMinicrm();
    await minicrm.upload(feed());
    const partial =
      '<Projects><Project Id="700"><WebshopDisabled>1</WebshopDisabled><Orders><Order Id="9001"><Status>Completed</Status></Order></Orders></Project></Projects>';
    expect((await minicrm.upload(partial)).records).toMatchObject([{ result: 'updated', reasons: [] }]);
    expect(await minicrm.order('9001')).toMatchObject({ number: 'K7-9001', key: 'Completed', totals: { gross: 84 } });
    expect((await minicrm.call('GET', '/R3/Project?ReferenceId=700')).body).toMatchObject({
      ...{ Name: 'Vera & Ionescu', WebshopDisabled: 1 },
    });
  });

  it('adds the next order to the customer, who thereby moves on', async () => {
    const minicrm = await openMinicrm();
    await minicrm.upload(feed());
    await minicrm.upload(feed(order(9002)));
    expect(await minicrm.order('9001')).toBeDefined();
    expect((await minicrm.call('GET', '/R3/Project?ReferenceId=700')).body['StatusId']).toBe('Promițător');
  });

  it('keeps contacts apart by their own ids', async () => {
    const minicrm = await openMinicrm();
    const company = '<Business Id="31"><Name>SC Lac SRL</Name><VatNumber>RO1</VatNumber></Business>';
    await minicrm.upload(feed(order(9001), `${company}${contacts.replace('<Contact>', '<Contact Id="32">')}`));
    const made = await until(() => minicrm.order('9001'));
    const { body } = await minicrm.call('GET', `/R3/Contact/${made.contactId}`);
    expect(body).toMatchObject({ FirstName: 'Vera', BusinessId: expect.any(Number) });
    expect((await minicrm.list(`/R3/Project?MainContactId=${body['BusinessId']}&CategoryId=22`)).Count).toBe(1);
    expect((await minicrm.call('POST', '/Order', { ReferenceId: '32', Items: [] })).status).toBe(200);
  });
});

describe('a record is rejected', () => {
  const cases: [string, string, RegExp][] = [
    [
      'without what it must have',
      '<Projects><Project Id="7"><Name>A</Name></Project></Projects>',
      /CategoryId: required/,
    ],
    ['with nobody in it', feed(order(1), ''), /Business or Contacts/],
    ['without a whole number for an id', feed(order('K7-1')), /Orders.Order.0.@Id: an integer/],
    ['in another module', feed().replace('>21<', '>22<'), /CategoryId: 22/],
    ['with a status of another language', feed().replace('Înregistrat', 'Registered'), /no status "Registered"/],
    ['with a letter of another alphabet', feed().replace('România', 'Romania'), /no country "Romania"/],
    ['with a unit of another language', feed().replace('bucată', 'piece'), /no unit "piece"/],
    ['with one product twice', feed(order(1, '', product(5) + product(5))), /Product 5 is there twice/],
    ['with an order without lines', feed(order(1, '', '')), /Products: required/],
    ['with an order without an address', feed().replace('<City>Cluj-Napoca</City>', ''), /Customer.City: required/],
    ['with a time of another form', feed().replace('2026-11-22 19:30:00', '2026-11-22T19:30'), /Performance/],
    ['with a status no order has', feed().replace('>Issued<', '>Paid<'), /Status/],
    [
      'with an element out of place',
      feed().replace('<Number>', '<Discount>5</Discount><Number>'),
      /Order.0.Discount: unknown/,
    ],
    ['with a field the card has not', feed(order(1, '<Project><Nota>x</Nota></Project>')), /Project.Nota: unknown/],
    [
      'with an option the field has not',
      feed(order(1, '<Project><SursaComenzii>Fax</SursaComenzii></Project>')),
      /SursaComenzii/,
    ],
  ];
  it.each(cases)('%s', async (_name, xml, reason) => {
    const minicrm = await openMinicrm();
    const { records } = await minicrm.upload(xml);
    expect(records).toMatchObject([{ result: 'rejected' }]);
    expect(records[0]?.reasons.join('\n')).toMatch(reason);
    expect((await minicrm.orders()).filter(({ number }) => number.startsWith('K7'))).toEqual([]);
  });

  it('and the others of the file are not', async () => {
    const minicrm = await openMinicrm();
    const both = feed().replace('</Projects>', '<Project Id="701"/></Projects>');
    expect((await minicrm.upload(both)).records).toMatchObject([
      { projectId: '700', result: 'created' },
      { projectId: '701', result: 'rejected' },
    ]);
  });

  it('unless the settings let a strange element pass', async () => {
    const minicrm = await openMinicrm({ settings: { unknownElements: 'ignored' } });
    const xml = feed(order(1, '<Discount>5</Discount><Project><Nota>x</Nota></Project>'));
    expect((await minicrm.upload(xml)).records).toMatchObject([{ result: 'created', warnings: [/Discount/, /Nota/] }]);
  });
});

describe('the XML', () => {
  it('has to be XML', async () => {
    const minicrm = await openMinicrm();
    for (const text of ['<Projects><Project></Projects>', '<html/>', 'no', feed().replace('&amp;', '&nbsp;')]) {
      expect(await minicrm.upload(text)).toMatchObject({ state: 'not-readable', records: [] });
    }
  });

  it('may be as the vendor’s shop plugin writes it', async () => {
    const minicrm = await openMinicrm({ settings: { language: 'hu' } });
    const xml = feed(
      order(9100000001, '<Language>_HU</Language><PaymentMethod/><Project><ShippingMethod/></Project>')
        .replace('bucată', 'darab')
        .replace(customer, '<Customer><Name>Vera</Name><CountryId/><PostalCode/><City/><Address/></Customer>')
        .replace('<PriceNet>37.837838<', '<PriceNet>-0.9<')
        .replace('<VAT>11%<', '<VAT>0%<'),
      `<Business><Name>B &#38; C&#x103;</Name><Addresses><Address><CountryId>Magyarország</CountryId></Address></Addresses></Business>${contacts}`,
    ).replace('Înregistrat', 'Egyszeri vevő');
    expect((await minicrm.upload(xml)).records).toMatchObject([{ result: 'created', reasons: [] }]);
    expect((await minicrm.list('/R3/Contact?Name=B%20%26%20C%C4%83')).Count).toBe(1);
    expect((await minicrm.order('9100000001'))?.totals.gross).toBe(-1.8);
  });

  it('has the fields of lost baskets in either spelling, as the account has it', async () => {
    const basket = (name: string): string => `${contacts}<${name}>1 x Rulou</${name}>`;
    const minicrm = await openMinicrm();
    const plain = feed('', basket('WebshopLostBasketContent'));
    expect((await minicrm.upload(plain)).records).toMatchObject([{ result: 'created' }]);
    await minicrm.set({ webshopFields: 'underscored' });
    expect((await minicrm.upload(plain)).records).toMatchObject([{ result: 'rejected' }]);
    expect(await minicrm.upload(feed('', basket('Webshop_LostBasketContent')))).toMatchObject({
      records: [{ result: 'updated' }],
    });
    const { body } = await minicrm.call('GET', '/R3/Schema/Project/21');
    expect(body).toHaveProperty('Webshop_LostBasketContent', 'Text(65535)');
  });
});
