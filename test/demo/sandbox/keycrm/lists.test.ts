import { describe, expect, it } from 'vitest';
import { openKeycrm } from './open.ts';

const PHONE = '+380500000099';

describe('pages', () => {
  it('are of 15, of as many as was asked for, and of 50 at most', async () => {
    const keycrm = await openKeycrm();
    for (let made = 0; made < 53; made++) await keycrm.order();
    expect(await keycrm.list('/order?sort=id')).toMatchObject({
      total: 56,
      current_page: 1,
      per_page: 15,
      last_page: 4,
    });
    expect((await keycrm.list('/order?limit=100')).data).toHaveLength(50);
    const last = await keycrm.list('/order?limit=20&page=3');
    expect([last.data.length, last.next_page_url]).toEqual([16, null]);
    const beyond = await keycrm.list('/order?limit=20&page=4');
    expect([beyond.total, beyond.data.length]).toEqual([56, 0]);
  });

  it('lead on without the filters they came of', async () => {
    const keycrm = await openKeycrm();
    const { next_page_url } = await keycrm.list('/order?limit=1&filter[source_id]=1,2');
    expect(next_page_url).toBe(`${keycrm.url}/v1/order?page=2`);
  });

  it('are sorted as asked, and refused to sort by what is not there', async () => {
    const keycrm = await openKeycrm();
    const ids = async (sort: string) => (await keycrm.list(`/order?sort=${sort}`)).data.map(({ id }) => id);
    expect(await ids('-id')).toEqual((await ids('id')).toReversed());
    expect((await keycrm.call('GET', '/order?sort=phone')).status).toBe(400);
  });
});

describe('filters of orders', () => {
  it('find a phone to the letter, each of a list', async () => {
    const keycrm = await openKeycrm();
    const [plus, bare] = [PHONE, PHONE.slice(1)];
    const first = await keycrm.order({ buyer: { phone: plus } });
    const second = await keycrm.order({ buyer: { phone: bare } });
    const found = async (...phones: string[]) => {
      const wanted = encodeURIComponent(phones.join(', '));
      return (await keycrm.list(`/order?filter[buyer_phone]=${wanted}`)).data.map(({ id }) => id);
    };
    expect(await found(plus)).toEqual([first]);
    expect(await found(bare)).toEqual([second]);
    expect(await found(bare, plus, '0500000099')).toEqual([first, second]);
    // A plus that was not encoded is a space, and that is trimmed.
    expect((await keycrm.list(`/order?filter[buyer_phone]=${plus}`)).data).toMatchObject([{ id: second }]);
  });

  it('find a source_uuid within a source', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order({ source_uuid: 'K7-4821' });
    await keycrm.order({ source_uuid: 'K7-4821', source_id: 2 });
    const { data } = await keycrm.list('/order?filter[source_uuid]=K7-4821&filter[source_id]=1&include=buyer,products');
    expect(data).toMatchObject([{ id, buyer: { phone: PHONE }, products: [{ sku: '001' }] }]);
  });

  it('go by the time of ordering, of change and of shipping', async () => {
    const keycrm = await openKeycrm({ now: () => Date.UTC(2026, 10, 21, 12) });
    const shipping = { shipping_date: '2026-11-30' };
    const id = await keycrm.order({ ordered_at: '2026-11-01 10:00:00', shipping });
    const found = async (filter: string) =>
      (await keycrm.list(`/order?filter[${filter}`)).data.map(order => order['id']);
    expect(await found('created_between]=2026-11-01,2026-11-02')).toEqual([id]);
    expect(await found('updated_between]=2026-11-01,2026-11-02')).toEqual([]);
    expect(await found('updated_between]=2026-11-21 00:00:00,2026-11-21 23:59:59')).toContain(id);
    expect(await found('shipping_between]=2026-11-29,2026-12-01')).toEqual([id]);
  });

  it('go by status, payment and tracking code together', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order({ payments: [{ payment_method_id: 1, amount: 1040, status: 'paid' }] });
    const query = '/order?filter[status_id]=1,4&filter[payment_status]=paid,overpaid&filter[has_tracking_code]=false';
    expect((await keycrm.list(query)).data).toMatchObject([{ id, payment_status: 'paid' }]);
  });

  it('without a value filter nothing', async () => {
    const keycrm = await openKeycrm();
    expect((await keycrm.list('/order?filter[source_uuid]=')).total).toBe(3);
  });

  it('that are not there are refused, or ignored by a setting', async () => {
    const keycrm = await openKeycrm();
    const { status, body } = await keycrm.call('GET', '/order?filter[phone]=1');
    expect([status, body['message']]).toEqual([400, expect.stringContaining('buyer_phone')]);
    await keycrm.set({ unknownFilters: 'ignored' });
    expect((await keycrm.list('/order?filter[phone]=1')).total).toBe(3);
  });

  it('find a new order late, when a setting says so', async () => {
    let now = Date.UTC(2026, 10, 21);
    const keycrm = await openKeycrm({ speed: 60, now: () => now });
    await keycrm.set({ searchLagMs: 60_000 });
    now += 2_000;
    const id = await keycrm.order({ source_uuid: 'late' });
    expect((await keycrm.list('/order?filter[source_uuid]=late')).total).toBe(0);
    expect((await keycrm.call('GET', `/order/${id}`)).status).toBe(200);
    now += 1_000;
    expect((await keycrm.list('/order?filter[source_uuid]=late')).total).toBe(1);
  });
});

describe('includes', () => {
  it('that are not there are refused', async () => {
    const keycrm = await openKeycrm();
    expect((await keycrm.call('GET', '/order?include=buyer,products.warehouse')).status).toBe(400);
    expect((await keycrm.call('GET', '/order/1001?include=delivery')).status).toBe(400);
    expect((await keycrm.call('GET', '/order/1001?include=customFields,shipping.lastHistory')).body).toMatchObject({
      custom_fields: [],
      shipping: { last_history: null },
    });
  });
});

describe('dictionaries', () => {
  it('hold what an order can refer to', async () => {
    const keycrm = await openKeycrm({ settings: { currency: 'EUR' } });
    const statuses = await keycrm.list('/order/status');
    expect(statuses.data.map(({ id }) => id)).toEqual([1, 4, 11, 12, 19, 23, 24, 25]);
    expect(statuses.data[0]).toMatchObject({ name: 'new', alias: 'new', group_id: 1, is_closing_order: false });
    expect((await keycrm.list('/order/source')).data).toMatchObject([
      { id: 1, currency_code: 'EUR' },
      { id: 2, currency_code: 'EUR' },
      { id: 3, currency_code: 'USD', driver: 'etsy' },
    ]);
    for (const name of ['payment-method', 'delivery-service', 'tag', 'expense-type', 'product-status']) {
      expect((await keycrm.list(`/order/${name}?sort=-id`)).total, name).toBeGreaterThan(0);
    }
    expect((await keycrm.list('/users?include=role')).total).toBe(1);
  });

  it('hold the fields of a model, all at once', async () => {
    const keycrm = await openKeycrm();
    const { body } = await keycrm.call<object[]>('GET', '/custom-fields?filter[model]=order&include=options');
    expect(body).toHaveLength(4);
    expect(body[2]).toMatchObject({ uuid: 'OR_1003', options: [{ value: 'Без контакту' }, { value: 'Не дзвонити' }] });
  });
});

describe('buyers', () => {
  it('are found by phone, with their level of loyalty', async () => {
    const keycrm = await openKeycrm();
    const { data } = await keycrm.list(
      '/buyer?filter[buyer_phone]=%2B380500000011&include=loyalty,shipping,custom_fields',
    );
    expect(data).toMatchObject([
      {
        id: 2001,
        email: ['olha@example.com'],
        phone: ['+380500000011'],
        loyalty: [{ amount: 6400, discount: 10 }],
        custom_fields: [{ uuid: 'CT_1006', value: '5001' }],
      },
    ]);
    expect((await keycrm.call('GET', '/buyer/1')).status).toBe(404);
  });

  it('can be made and changed', async () => {
    const keycrm = await openKeycrm();
    expect((await keycrm.call('POST', '/buyer', { full_name: 'Ігор', phone: '+380500000077' })).status).toBe(422);
    expect((await keycrm.call('POST', '/buyer', { phone: ['+380500000077'] })).body['errors']).toHaveProperty(
      'full_name',
    );
    const { status, body } = await keycrm.call('POST', '/buyer', { full_name: 'Ігор', phone: ['+380500000077'] });
    expect([status, body]).toMatchObject([201, { full_name: 'Ігор', phone: ['+380500000077'], email: [] }]);
    const changed = await keycrm.call('PUT', `/buyer/${body['id']}`, { note: 'Любить піцу' });
    expect(changed).toMatchObject({ status: 202, body: { full_name: 'Ігор', note: 'Любить піцу' } });
  });
});
