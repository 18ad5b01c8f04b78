import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { openKeycrm } from './open.ts';

describe('PUT /order/{orderId}', () => {
  it('changes what it is told of, and leaves the rest', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order({ buyer_comment: 'Без васабі', shipping: { shipping_address_city: 'Київ' } });
    const change = {
      status_id: 12,
      manager_comment: 'Готово',
      shipping: { tracking_code: '204500000' },
      custom_fields: [{ uuid: 'OR_1004', value: 'гостре' }],
      products: [
        { sku: '001', name: 'Не та назва', quantity: 3 },
        { sku: '002', price: 1, quantity: 1 },
      ],
    };
    const { status, body } = await keycrm.call('PUT', `/order/${id}`, change);
    expect([status, body]).toMatchObject([
      202,
      {
        status_id: 12,
        status_group_id: 5,
        grand_total: 1560,
        buyer_comment: 'Без васабі',
        closed_at: expect.any(String),
      },
    ]);
    const whole = await keycrm.call('GET', `/order/${id}?include=products,shipping,custom_fields`);
    expect(whole.body).toMatchObject({
      products: [{ name: 'Ролл «Сливочный лосось»', quantity: 3 }],
      shipping: { shipping_address_city: 'Київ', tracking_code: '204500000' },
      custom_fields: [{ uuid: 'OR_1004', value: 'гостре' }],
    });
  });

  it('refuses a second tracking code, an unknown status and an unknown order', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order({ shipping: { tracking_code: '1' } });
    const put = async (path: string, body: Json) => (await keycrm.call('PUT', path, body)).status;
    expect(await put(`/order/${id}`, { shipping: { tracking_code: '2' } })).toBe(422);
    expect(await put(`/order/${id}`, { status_id: 99 })).toBe(422);
    expect(await put('/order/1', { status_id: 12 })).toBe(404);
    expect(await put('/order/one', { status_id: 12 })).toBe(404);
  });
});

describe('parts of an order', () => {
  it('are payments, paid unless they say otherwise', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order();
    const paid = await keycrm.call('POST', `/order/${id}/payment`, { payment_method: 'Crypto', amount: 1040 });
    expect(paid).toMatchObject({ status: 201, body: { status: 'paid', payment_method: { name: 'Crypto' } } });
    expect((await keycrm.call('GET', `/order/${id}`)).body).toMatchObject({ payment_status: 'paid' });
    const path = `/order/${id}/payment/${paid.body['id']}`;
    expect((await keycrm.call('PUT', path, { status: 'canceled' })).status).toBe(202);
    expect((await keycrm.call('GET', `/order/${id}`)).body).toMatchObject({ payment_status: 'not_paid' });
    expect((await keycrm.call('POST', `/order/${id}/payment`, { amount: 1 })).status).toBe(422);
    expect((await keycrm.list('/order/payment-method')).data.at(-1)).toMatchObject({ name: 'Crypto' });
  });

  it('are expenses and tags', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order();
    const expense = await keycrm.call('POST', `/order/${id}/expense`, { expense_type: 'Пакування', amount: 12.5 });
    expect(expense).toMatchObject({ status: 201, body: { expense_type_id: 1 } });
    expect((await keycrm.call('POST', `/order/${id}/tag/2`)).status).toBe(202);
    const { body } = await keycrm.call('GET', `/order/${id}?include=tags,expenses`);
    expect(body).toMatchObject({ expenses_sum: 12.5, tags: [{ id: 2 }], expenses: [{ amount: 12.5 }] });
    expect((await keycrm.call('DELETE', `/order/${id}/tag/2`)).status).toBe(204);
    expect((await keycrm.call('DELETE', `/order/${id}/tag/2`)).status).toBe(400);
    expect((await keycrm.call('POST', `/order/${id}/tag/9`)).status).toBe(404);
  });
});

describe('leads', () => {
  const lead = {
    contact: { full_name: 'Віра', phone: '+380500000099' },
    utm_source: 'flyer',
    products: [{ sku: '001', quantity: 1 }],
    custom_fields: [{ uuid: 'LD_1005', value: 'Банкет' }],
  };

  it('go into the first pipeline, and through it', async () => {
    const keycrm = await openKeycrm();
    const { status, body } = await keycrm.call('POST', '/pipelines/cards', lead);
    expect([status, body]).toMatchObject([201, { status_id: 101, title: String(body['id']), is_finished: false }]);
    expect(
      (await keycrm.call('PUT', `/pipelines/cards/${body['id']}`, { status_id: 102, products: lead.products })).status,
    ).toBe(202);
    const { data } = await keycrm.list(
      '/pipelines/cards?filter[status_id]=102&include=contact.client,products,custom_fields',
    );
    expect(data).toMatchObject([
      {
        contact: { phone: '+380500000099', client: { full_name: 'Віра' } },
        products: [{ sku: '001', price: 520 }, { sku: '001' }],
        custom_fields: [{ uuid: 'LD_1005', value: 'Банкет' }],
        utm_source: 'flyer',
      },
    ]);
    expect((await keycrm.list('/pipelines/1/statuses')).data).toMatchObject([
      { id: 101, leads_count: 0 },
      { id: 102, leads_count: 1 },
      { id: 103 },
      { id: 104 },
    ]);
    expect((await keycrm.orders()).at(-1)).toMatchObject({
      ref: `card-${body['id']}`,
      externalId: null,
      status: '102',
    });
  });

  it('are of a buyer known by id, whatever else was sent', async () => {
    const keycrm = await openKeycrm();
    const contact = { full_name: 'Хтось', phone: '1', client_id: 2002 };
    const { body } = await keycrm.call('POST', '/pipelines/cards', { contact });
    const whole = await keycrm.call('GET', `/pipelines/cards/${body['id']}?include=contact`);
    expect(whole.body).toMatchObject({ contact_id: 2002, contact: { full_name: 'Тимур', phone: '380500000012' } });
  });

  it('are of whoever is named, when the id is of nobody', async () => {
    const keycrm = await openKeycrm();
    const contact = { full_name: 'Хтось', client_id: 1 };
    const { status, body } = await keycrm.call('POST', '/pipelines/cards', { contact });
    expect(status).toBe(201);
    const whole = await keycrm.call('GET', `/pipelines/cards/${body['id']}?include=contact,status`);
    expect(whole.body).toMatchObject({ contact: { full_name: 'Хтось' }, status: { id: 101, name: 'Нова' } });
    expect((await keycrm.call('POST', '/pipelines/cards', { contact: { client_id: 1 } })).status).toBe(403);
  });

  it('are refused with 403 when they are wrong, and with 400 where there are none', async () => {
    const keycrm = await openKeycrm();
    expect(await keycrm.call('POST', '/pipelines/cards', {})).toMatchObject({
      status: 403,
      body: { errors: { contact: [expect.any(String)] } },
    });
    await keycrm.set({ leads: false });
    for (const path of ['/pipelines', '/pipelines/1/statuses', '/pipelines/cards', '/pipelines/cards/1']) {
      expect(await keycrm.call('GET', path), path).toEqual({ status: 400, body: { message: 'Leads are not enabled' } });
    }
  });
});
