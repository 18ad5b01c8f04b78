import { describe, expect, it } from 'vitest';
import { stageOf } from '../../../../proxy/crm/minicrm/stages.ts';
import { file, files, line, order, ron } from './fixtures.ts';

const gross = (rows: Record<string, string>[]): number =>
  rows.reduce((sum, { PriceNet, Quantity, VAT }) => {
    const vat = Number.parseFloat(VAT ?? '');
    return sum + Math.round(Number(PriceNet) * Number(Quantity) * (100 + vat));
  }, 0);

describe('a file', () => {
  it('holds a customer, an order and its rows', async () => {
    const { xml, card } = await file(order({ comment: 'Sunați & <veniți> "azi"' }), { user: { default: '5101' } });
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?><Projects><Project Id="1">/);
    expect(card).toEqual({
      '@Id': '1',
      Name: 'Ion Popescu',
      CategoryId: '21',
      StatusId: 'Înregistrat',
      UserId: '5101',
      Contacts: {
        Contact: [
          {
            '@Id': '1',
            FirstName: 'Ion',
            LastName: 'Popescu',
            Emails: { Email: { Value: 'Ion@Example.com' } },
            Phones: { Phone: { Value: '+40721234567' } },
          },
        ],
      },
      Orders: {
        Order: [
          {
            '@Id': '1',
            Number: 'K7-4821',
            CurrencyCode: 'RON',
            Language: '_RO',
            Performance: '2026-11-21 12:00:00',
            Subject: 'Sunați & <veniți> "azi"',
            Status: 'Issued',
            Customer: {
              Name: 'Ion Popescu',
              CountryId: 'România',
              PostalCode: '500001',
              City: 'Brașov',
              Address: 'Str. Lungă 5',
            },
            Products: {
              Product: [
                {
                  '@Id': '1',
                  Name: 'Marfa bag',
                  SKU: 'bag',
                  EAN: '',
                  PriceNet: '100',
                  Quantity: '2',
                  Unit: 'bucată',
                  VAT: '21%',
                  FolderName: 'Webshop',
                  Description: '',
                },
              ],
            },
          },
        ],
      },
    });
  });

  it('is the same when the same order is sent again', async () => {
    const [first, again] = await files([order(), order()]);
    expect(again?.xml).toBe(first?.xml);
  });

  it('leaves out what XML cannot hold', async () => {
    const { made } = await file(order({ comment: 'a\u0000b\u001f\ud800 ok' }));
    expect(made?.['Subject']).toMatch(/^ab.? ok$/);
  });

  it('tells times by the clock of Budapest, on both sides of its changes', async () => {
    const at = async (time: string) =>
      (await file(order({ delivery: { cost: null, at: time } }))).made?.['Performance'];
    expect(await at('2027-03-28T00:59:00Z')).toBe('2027-03-28 01:59:00');
    expect(await at('2027-03-28T01:00:00Z')).toBe('2027-03-28 03:00:00');
    expect(await at('2026-12-31T23:30:00Z')).toBe('2027-01-01 00:30:00');
    const { warnings, made } = await file(order({ delivery: { cost: null, at: 'seara' } }));
    expect(warnings).toEqual([{ code: 'date-refused', about: 'Performance', money: false }]);
    expect(made?.['Performance']).toBe('2026-11-21 12:00:00');
  });
});

describe('a person', () => {
  it.each([
    ['ro', { name: 'Ion Popescu' }, 'Ion', 'Popescu', 'Ion Popescu'],
    ['ro', { name: 'Ana Maria Pop' }, 'Ana Maria', 'Pop', 'Ana Maria Pop'],
    ['hu', { name: 'Kovács Anna Mária' }, 'Anna Mária', 'Kovács', 'Kovács Anna Mária'],
    ['hu', { firstName: 'Anna', lastName: 'Kovács' }, 'Anna', 'Kovács', 'Kovács Anna'],
    ['en', { name: 'Madonna' }, 'Madonna', undefined, 'Madonna'],
    ['en', { phone: '+40721234567' }, '+40721234567', undefined, '+40721234567'],
    ['en', {}, 'K7-4821', undefined, 'K7-4821'],
  ])('%s: %o', async (language, customer, FirstName, LastName, Name) => {
    const { card } = await file(order({ customer }), { language });
    expect(card['Name']).toBe(Name);
    expect(card.Contacts.Contact[0]).toMatchObject({ FirstName });
    expect(card.Contacts.Contact[0]?.['LastName']).toBe(LastName);
  });

  it('that buys for a company stands with it', async () => {
    const customer = { name: 'Ion Popescu', company: 'SC Valmar SRL', email: 'ion@example.com' };
    const { card, made } = await file(order({ customer, fields: { cui: 'RO123' } }), { vatNumber: 'fields.cui' });
    expect(card['Name']).toBe('SC Valmar SRL (Ion Popescu)');
    expect(card['Business']).toMatchObject({
      Name: 'SC Valmar SRL',
      VatNumber: 'RO123',
      Addresses: { Address: { City: 'Brașov' } },
    });
    expect(made?.['Customer']).toMatchObject({ Name: 'SC Valmar SRL' });
  });

  it.each([
    [{ country: 'HU' }, 'hu', 'Magyarország'],
    [{ country: 'de' }, 'ro', 'Germania'],
    [{ country: 'Moldova' }, 'ro', 'Moldova'],
    [{}, 'en', 'Romania'],
  ])('at %o lives in a country of the account’s language', async (address, language, CountryId) => {
    const { made } = await file(order({ delivery: { cost: null, address } }), { language });
    expect(made?.['Customer']).toMatchObject({ CountryId });
  });

  it('without an address has none that anybody could miss', async () => {
    const { made } = await file(order({ delivery: { cost: null, pickupPoint: 'gara', pickupName: 'Gara de Nord' } }));
    expect(made?.['Customer']).toMatchObject({ PostalCode: '-', City: '-', Address: 'Gara de Nord' });
  });
});

describe('a customer’s id', () => {
  const idsOf = async (...customers: Record<string, string>[]) => {
    const told = customers.map(({ source = 'page', ...customer }, index) =>
      order({ source, customer, externalId: `e-${index}` }),
    );
    return (await files(told)).map(({ card }) => card['@Id']);
  };
  const [email, other] = ['ana@example.com', 'ion@example.com'];
  const [phone, second] = ['+40721111111', '+40722222222'];

  it('is the same by e-mail, however that is written, and by phone where there is no e-mail', async () => {
    expect(await idsOf({ email, phone }, { email: ' ANA@example.com', phone }, { email })).toEqual(['1', '1', '1']);
    expect(await idsOf({ phone }, { phone }, { phone: second })).toEqual(['1', '1', '2']);
    expect(await idsOf({ email }, { email: other })).toEqual(['1', '2']);
  });

  it('is another for a stranger who typed somebody’s e-mail and his own phone', async () => {
    const [hers, his, hersAgain, hisAgain] = await idsOf(
      ...[
        { email, phone },
        { email, phone: second },
        { email, phone },
        { email, phone: second },
      ],
    );
    expect(his).not.toBe(hers);
    expect([hersAgain, hisAgain]).toEqual([hers, his]);
  });

  it('stays the same for a new phone that the shop’s own back end vouches for', async () => {
    const [first, second_] = await idsOf({ email, phone }, { email, phone: second, source: 'site' });
    expect(second_).toBe(first);
  });

  it('is nobody else’s where nothing is known of him', async () => {
    expect(await idsOf({ name: 'Ana' }, { name: 'Ana' })).toEqual(['1', '2']);
  });

  it('begins where the shop’s own ids begin', async () => {
    const { card, made, rows } = await file(order(), { idOffset: 100_000_000 });
    expect([card['@Id'], made?.['@Id'], rows[0]?.['@Id']]).toEqual(['100000001', '100000001', '100000001']);
  });
});

describe('the rows of an order', () => {
  it('come to the visitor’s total, delivery and discount in, at every rate of VAT', async () => {
    const lines = [line('a', 3, 33.33, { vat: 11 }), line('b', 1, 19.99, { vat: 5.5 }), line('c', 0.35, 70, {})];
    const { rows } = await file(
      order({ lines, delivery: { method: 'courier', methodName: 'Curier', cost: ron(15) }, discount: ron(10.01) }),
    );
    expect(gross(rows)).toBe(9_999 + 1_999 + 2_450 + 1_500 - 1_001);
    expect(rows.map(({ Name, VAT }) => [Name, VAT])).toEqual([
      ['Marfa a', '11%'],
      ['Marfa b', '5.5%'],
      ['Marfa c', '21%'],
      ['Transport: Curier', '21%'],
      ['Reducere', '11%'],
      ['Reducere', '21%'],
      ['Reducere', '5.5%'],
    ]);
  });

  it('have each an id of its own, the same in every order', async () => {
    const delivery = { method: 'courier', cost: ron(15) };
    const [first, second] = await files([
      order({ lines: [line('a', 1, 10), line('b', 1, 10)], delivery, discount: ron(5), promoCode: 'VARA' }),
      order({ externalId: 'e-2', lines: [line('b', 1, 10)], delivery, discount: ron(5), promoCode: 'VARA' }),
    ]);
    expect(first?.rows.map(row => row['@Id'])).toEqual(['1', '2', '3', '4']);
    expect(second?.rows.map(row => row['@Id'])).toEqual(['2', '3', '4']);
    expect(first?.rows.at(-1)).toMatchObject({ Name: 'Cupon: "VARA"', PriceNet: '-4.13223' });
  });

  it('are merged where they are the same, and never where they are not', async () => {
    const cut = { properties: [{ name: 'Felii', value: 'da' }] };
    const { rows } = await file(
      order({
        lines: [line('a', 1, 10), line('a', 2, 10), line('a', 1, 9), line('a', 1, 10, cut), line('a', 0.5, 10)],
      }),
    );
    expect(rows.map(({ Quantity, Description }) => [Quantity, Description])).toEqual([
      ['3.5', ''],
      ['1', ''],
      ['1', 'Felii: da'],
    ]);
    expect(new Set(rows.map(row => row['@Id'])).size).toBe(3);
    expect(gross(rows)).toBe(3_500 + 900 + 1_000);
  });

  it('hold options as rows of their own, for all pieces of their line', async () => {
    const options = [{ sku: 'sos', name: 'Sos', quantity: 2, price: ron(3) }];
    const { rows } = await file(order({ lines: [line('a', 2, 40, { options }), line('a', 1, 40)] }));
    expect(rows.map(({ SKU, Quantity, Description }) => [SKU, Quantity, Description])).toEqual([
      ['a', '2', '+ Sos × 2'],
      ['sos', '4', '+ Marfa a'],
      ['a', '1', ''],
    ]);
    expect(gross(rows)).toBe(2 * 4_000 + 4 * 300 + 4_000);
  });

  it('take a line’s own discount off each piece, and never more than it costs', async () => {
    const { rows } = await file(
      order({ lines: [line('a', 2, 12.1, { discount: ron(1.21) }), line('b', 1, 5, { discount: ron(9) })] }),
    );
    expect(rows.map(({ PriceNet }) => PriceNet)).toEqual(['9', '0']);
  });

  it('never take off more than there is', async () => {
    const { rows } = await file(
      order({ lines: [line('a', 1, 10)], delivery: { cost: ron(5) }, discount: ron(99), promoCode: 'TOT' }),
    );
    expect(gross(rows)).toBe(0);
  });

  it('keep whole forints whole', async () => {
    const huf = (amount: number) => ({ amount: amount * 100, currency: 'HUF' });
    const goods = [
      { ...line('a', 1, 0, { vat: 27 }), price: huf(1_999) },
      { ...line('b', 1, 0, { vat: 5 }), price: huf(1_000) },
    ];
    const { rows } = await file(order({ currency: 'HUF', lines: goods, discount: huf(500) }), { language: 'hu' });
    const off = rows
      .slice(2)
      .map(row => Math.round(Number(row['PriceNet']) * (100 + Number.parseFloat(row['VAT'] ?? ''))));
    expect(off).toEqual([-33_400, -16_600]);
    expect(rows[0]?.['Unit']).toBe('darab');
  });

  it('tell an unknown price, a barcode, and a text that is too long', async () => {
    const properties = [{ name: 'ean', value: '5941234567890' }];
    const { rows, warnings } = await file(
      order({ lines: [line('a', 1, 1, { price: null }), line('b', 1, 1, { properties, name: 'x'.repeat(400) })] }),
    );
    expect(rows[0]).toMatchObject({ PriceNet: '0' });
    expect(rows[1]).toMatchObject({ EAN: '5941234567890', Description: '', Name: 'x'.repeat(255) });
    expect(warnings).toEqual([
      { code: 'other', about: 'a', money: true },
      { code: 'text-cut', about: 'Product.Name', money: false },
    ]);
  });
});

describe('the order itself', () => {
  it('says in its subject what no field holds, and not twice what one does', async () => {
    const { made } = await file(
      order({
        delivery: { cost: null, methodName: 'Curier', recipient: { name: 'Ana', phone: '+40722222222' } },
        persons: 3,
        certificate: '700100',
        payment: { method: 'card', methodName: 'Card' },
        payments: [{ method: 'card', amount: ron(50), status: 'part-paid' }],
        marketing: { utm_source: 'mail' },
        fields: { usa: 'albastră' },
      }),
      { orderFields: { NumarPersoane: 'persons', Text1479: 'marketing.utm_source' }, paymentMethods: { card: 'Card' } },
    );
    expect(String(made?.['Subject']).split('\n')).toEqual([
      'Livrare: Curier',
      'Destinatar: Ana, +40722222222',
      'Certificat: 700100',
      'Plată: card, 50 RON, part-paid',
      'usa: albastră',
    ]);
    expect(made?.['Project']).toEqual({ NumarPersoane: '3', Text1479: 'mail' });
    expect(made?.['PaymentMethod']).toBe('Card');
  });

  it.each([
    [{}, {}, 'Issued'],
    [{ orderStatus: { default: 'Draft' } }, {}, 'Draft'],
    [{ orderStatus: { default: 'Draft' } }, { status: 'Completed' }, 'Completed'],
  ])('begins in the status of settings %o, order %o', async (over, patch, status) => {
    expect((await file(order(patch), over)).made?.['Status']).toBe(status);
  });
});

it.each([
  ['Draft', 'new'],
  ['Piszkozat', 'new'],
  ['Ciornă', 'new'],
  ['Új megrendelés', 'new'],
  ['Comandă nouă', 'new'],
  ['In progress', 'confirmed'],
  ['Folyamatban', 'confirmed'],
  ['În curs', 'confirmed'],
  ['Csomagolás alatt', 'preparing'],
  ['În pregătire', 'preparing'],
  ['Elkészült', 'ready'],
  ['Kiszállítás alatt', 'shipping'],
  ['În livrare', 'shipping'],
  ['Completed', 'delivered'],
  ['Befejezett', 'delivered'],
  ['Finalizat', 'delivered'],
  ['Sikeres', 'delivered'],
  ['Cu succes', 'delivered'],
  ['Paid', 'delivered'],
  ['Livrat', 'delivered'],
  ['Failed', 'cancelled'],
  ['Sikertelen', 'cancelled'],
  ['Eșuat', 'cancelled'],
  ['Nereușit', 'cancelled'],
  ['Visszáru', 'returned'],
  ['Retur', 'returned'],
  ['Bármi', null],
])('a status "%s" stands for %s', (name, stage) => {
  expect(stageOf({ code: '1', name })).toBe(stage);
});
