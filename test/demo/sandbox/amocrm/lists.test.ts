import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { certificates, fields, openAmocrm, order, products } from './open.ts';

const skuOf = ({ custom_fields_values }: Json): unknown =>
  (custom_fields_values as { field_id: number; values: Json[] }[]).find(({ field_id }) => field_id === fields.sku)
    ?.values[0]?.['value'];

async function elementOf(amocrm: Awaited<ReturnType<typeof openAmocrm>>, list: number, query: string): Promise<number> {
  const rows = await amocrm.rows(`/catalogs/${list}/elements?query=${query}`);
  return rows.find(row => row['name'] === query || skuOf(row) === query)?.['id'] as number;
}

describe('a list', () => {
  it('is one of products, or any other, with fields of its own', async () => {
    const amocrm = await openAmocrm();
    expect(await amocrm.rows('/catalogs')).toMatchObject([
      { id: products, type: 'products', can_link_multiple: true },
      { id: certificates, type: 'regular', can_link_multiple: false },
      { type: 'invoices' },
    ]);
    const codes = (await amocrm.rows(`/catalogs/${products}/custom_fields`)).map(({ code, type }) => [code, type]);
    expect(codes).toContainEqual(['PRICE', 'price']);
    expect(await amocrm.rows('/leads/custom_fields')).toContainEqual(
      expect.objectContaining({ id: fields.payment, type: 'select', enums: expect.any(Array) }),
    );
  });

  it('is searched in every field, and finds parts of them', async () => {
    const amocrm = await openAmocrm();
    const found = (await amocrm.rows(`/catalogs/${products}/elements?query=010`)).map(skuOf);
    expect(found).toEqual(expect.arrayContaining(['010', '0101', '0104']));
    const gifts = await amocrm.rows(`/catalogs/${certificates}/elements?query=gift-700100`);
    expect(gifts.map(({ name }) => name)).toEqual(['GIFT-700100', 'GIFT-7001001']);
    expect(gifts[0]).toMatchObject({
      is_deleted: null,
      custom_fields_values: [
        { field_name: 'Баланс', values: [{ value: '1000' }] },
        { field_type: 'date', values: [{ value: expect.any(Number) }] },
        { field_name: 'Статус', values: [{ value: 'Активен', enum_id: 405_001 }] },
      ],
    });
    await amocrm.set({ listDeleted: true });
    expect(await amocrm.rows(`/catalogs/${certificates}/elements?query=GIFT-700900`)).toMatchObject([
      { is_deleted: true },
    ]);
  });

  it('takes new elements, whose numbers come back as texts', async () => {
    const amocrm = await openAmocrm();
    const values = [
      { field_code: 'SKU', values: [{ value: 'X-1' }] },
      { field_id: fields.price, values: [{ value: 99.5 }] },
    ];
    const path = `/catalogs/${products}/elements`;
    const { body } = await amocrm.call<Json>('POST', path, [{ name: 'Пирог', custom_fields_values: values }]);
    expect(body['_embedded']).toMatchObject({
      elements: [{ name: 'Пирог', request_id: '0', custom_fields_values: [{}, { values: [{ value: '99.5' }] }] }],
    });
    const id = await elementOf(amocrm, products, 'X-1');
    await amocrm.call('PATCH', `${path}/${id}`, {
      custom_fields_values: [{ field_id: fields.price, values: [{ value: 70 }] }],
    });
    const [changed] = await amocrm.rows(`${path}?filter[id][]=${id}`);
    expect(changed).toMatchObject({ name: 'Пирог', custom_fields_values: [{}, { values: [{ value: '70' }] }] });
    expect((await amocrm.call('POST', path, [{ custom_fields_values: values }])).body).toMatchObject({
      'validation-errors': [{ errors: [{ code: 'RequiredFilled', path: 'name' }] }],
    });
    expect(
      (
        await amocrm.call('POST', path, [
          { name: 'a', custom_fields_values: [{ field_id: fields.price, values: [{ value: 'dear' }] }] },
        ])
      ).status,
    ).toBe(400);
  });
});

describe('a link', () => {
  it('puts products on a lead, each once, with their quantity', async () => {
    const amocrm = await openAmocrm();
    const { id, contact_id } = await amocrm.complex(order('a'));
    const [roll, drink] = [await elementOf(amocrm, products, '001'), await elementOf(amocrm, products, '020')];
    const to = (to_entity_id: number, quantity: number) => ({
      ...{ to_entity_id, to_entity_type: 'catalog_elements', metadata: { quantity, catalog_id: products } },
    });
    const { body } = await amocrm.call<Json>('POST', `/leads/${id}/link`, [to(roll, 1), to(drink, 0.5), to(roll, 2)]);
    expect(body).toMatchObject({
      _total_items: 3,
      _embedded: { links: [{ entity_id: id, entity_type: 'leads' }, {}, {}] },
    });
    expect((await amocrm.orders()).at(-1)?.lines).toMatchObject([
      { sku: '020', quantity: 0.5, price: 150 },
      { sku: '001', quantity: 2, price: 520 },
    ]);
    expect(await amocrm.rows(`/leads/${id}/links`)).toContainEqual({
      ...{ to_entity_id: contact_id, to_entity_type: 'contacts', metadata: { main_contact: true } },
    });
    const filter = `filter[to_entity_type]=catalog_elements&filter[to_entity_id]=${roll}`;
    expect(await amocrm.rows(`/leads/${id}/links?${filter}`)).toEqual([{ ...to(roll, 2) }]);
    const { body: lead } = await amocrm.call('GET', `/leads/${id}?with=catalog_elements`);
    expect(lead['_embedded']).toMatchObject({
      catalog_elements: [{ id: drink, metadata: { quantity: 0.5 } }, { id: roll }],
    });

    expect((await amocrm.send('POST', `/leads/${id}/unlink`, [to(roll, 2)])).status).toBe(204);
    expect((await amocrm.orders()).at(-1)?.lines).toHaveLength(1);
  });

  it('names a lead that is there, an element of that list, and no user that is not', async () => {
    const amocrm = await openAmocrm();
    const { id } = await amocrm.complex(order('a'));
    const roll = await elementOf(amocrm, products, '001');
    const link = { to_entity_id: roll, to_entity_type: 'catalog_elements', metadata: { catalog_id: products } };
    const pathOf = async (item: Json, leadId = id) => {
      const { body } = await amocrm.call<Json>('POST', `/leads/${leadId}/link`, [item]);
      return (body['validation-errors'] as { errors: { path: string }[] }[])[0]?.errors[0]?.path;
    };
    expect(await pathOf(link, 1)).toBe('entity_id');
    expect(await pathOf({ ...link, metadata: {} })).toBe('metadata.catalog_id');
    expect(await pathOf({ ...link, metadata: { catalog_id: certificates } })).toBe('to_entity_id');
    expect(await pathOf({ ...link, metadata: { ...link.metadata, updated_by: 1 } })).toBe('metadata.updated_by');
    expect(await pathOf({ ...link, metadata: { ...link.metadata, price_id: fields.sku } })).toBe('metadata.price_id');
  });

  it('of a certificate is with one lead alone, until it is taken off', async () => {
    const amocrm = await openAmocrm();
    const [first, second] = [await amocrm.complex(order('a')), await amocrm.complex(order('b'))];
    const gift = await elementOf(amocrm, certificates, 'GIFT-700100');
    const link = { to_entity_id: gift, to_entity_type: 'catalog_elements', metadata: { catalog_id: certificates } };
    const linkTo = async (id: number) => (await amocrm.send('POST', `/leads/${id}/link`, [link])).status;
    expect([await linkTo(first.id), await linkTo(second.id), await linkTo(first.id)]).toEqual([200, 400, 200]);
    await amocrm.send('POST', '/leads/unlink', [{ ...link, entity_id: first.id }]);
    expect(await linkTo(second.id)).toBe(200);
  });

  it('may be lost, and answered as if it were not', async () => {
    const amocrm = await openAmocrm({ settings: { loseEvery: 2 } });
    const { id } = await amocrm.complex(order('a'));
    const links = await Promise.all(
      ['001', '002', '003'].map(async sku => ({
        ...{ entity_id: id, to_entity_id: await elementOf(amocrm, products, sku), to_entity_type: 'catalog_elements' },
        metadata: { catalog_id: products, quantity: 1 },
      })),
    );
    const { body } = await amocrm.call<Json>('POST', '/leads/link', links);
    expect(body['_total_items']).toBe(3);
    expect((await amocrm.orders()).at(-1)?.lines.map(({ sku }) => sku)).toEqual(['001', '003']);
    const many = await amocrm.rows(`/leads/links?filter[entity_id][]=${id}&filter[to_catalog_id]=${products}`);
    expect(many).toMatchObject([{ entity_id: id }, { entity_id: id }]);
  });
});
