import { describe, expect, it } from 'vitest';
import { type Json, openReceiver, until } from '../open.ts';
import { LOGIN, openInsales } from './open.ts';

type Product = Json & { readonly id: number; readonly variants: readonly (Json & { readonly id: number })[] };

const plain = { title: 'Ролл «Новый»', variants_attributes: [{ sku: 'new-1', price: 450, quantity: 3 }] };

async function openShop() {
  const insales = await openInsales();
  const make = (product: Json) => insales.call<Product>('POST', '/products.json', { product });
  return { ...insales, make };
}

describe('a product', () => {
  it('is made with its variant, told of, and ordered', async () => {
    const insales = await openShop();
    const receiver = await openReceiver();
    const webhook = { address: receiver.url, topic: 'products/create', format_type: 'json' };
    await insales.call('POST', '/webhooks.json', { webhook });
    const { status, body } = await insales.make({ ...plain, description: '<p>Острый</p>' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ title: 'Ролл «Новый»', archived: false, is_hidden: false, description: '<p>Острый</p>' },
      variants: [{ sku: 'new-1', price: '450.0', quantity: 3, quantity_at_warehouse0: '3.0' }],
    });
    const [told] = await until(() => receiver.received.length > 0 && receiver.received);
    expect(JSON.parse(told?.body ?? '')).toMatchObject([{ id: body.id }]);
    const lines = [{ variant_id: body.variants[0]?.id, quantity: 2 }];
    expect(await insales.order({ order_lines_attributes: lines })).toMatchObject({ items_price: 900 });
  });

  it('is refused without a title, a price, or with keys and categories there are none of', async () => {
    const insales = await openShop();
    const [category] = await insales.list('/categories.json');
    const [collection] = await insales.list('/collections.json');
    expect((await insales.make({ ...plain, category_id: category?.['id'] })).status).toBe(201);
    const cases: [Json, string][] = [
      [{ ...plain, title: '' }, 'title'],
      [{ title: 'x' }, 'variants_attributes'],
      [{ ...plain, variants_attributes: [{ sku: 'x' }] }, 'variants_attributes'],
      [{ ...plain, variants_attributes: [{ price: 1, external_id: '1c' }] }, 'variants_attributes'],
      [{ ...plain, category_id: collection?.['id'] }, 'category_id'],
    ];
    for (const [product, field] of cases) {
      expect(await insales.make(product), field).toEqual({ status: 422, body: { [field]: [expect.any(String)] } });
    }
  });

  it('is hidden, archived and recovered; what is archived answers as if there were none', async () => {
    const insales = await openShop();
    const { body } = await insales.make(plain);
    const path = `/products/${body.id}.json`;
    const put = await insales.call('PUT', path, { product: { is_hidden: true } });
    expect(put.body).toMatchObject({ is_hidden: true, title: plain.title });
    expect((await insales.call('DELETE', path)).body).toEqual({ status: 'ok' });
    expect((await insales.call('DELETE', '/products/1.json')).body).toEqual({ status: 'ok' });
    expect((await insales.call('GET', path)).status).toBe(404);
    const bare = { authorization: `Basic ${btoa(LOGIN)}` };
    expect((await fetch(`${insales.url}/admin/products/1.json`, { method: 'DELETE', headers: bare })).status).toBe(200);
    // What the back door sets of other goods leaves it where it is.
    await insales.set({ prices: { '001': 1 } });
    expect(await insales.list('/products.json?deleted=true')).toMatchObject([{ id: body.id, archived: true }]);
    expect((await insales.call('POST', `/products/${body.id}/recover.json`, {})).status).toBe(200);
    expect((await insales.call('GET', path)).body).toMatchObject({ archived: false, is_hidden: true });
  });
});

describe('variants', () => {
  it('are made by the value of the product’s option, once each', async () => {
    const insales = await openShop();
    const { body } = await insales.make({ ...plain, options: [{ title: 'Размер', value: 'M' }] });
    const [option] = body['option_names'] as Json[];
    const add = (options: unknown) =>
      insales.call('POST', `/products/${body.id}/variants.json`, { variant: { price: 500, options } });
    const made = await add([{ option_name_id: option?.['id'], value: 'L' }]);
    expect(made).toMatchObject({ status: 201, body: { title: 'L', price: '500.0', option_values: [{ title: 'L' }] } });
    for (const options of [[{ option_name_id: option?.['id'], value: 'L' }], [{ title: 'Цвет', value: 'L' }], []]) {
      const { status, body: refused } = await add(options);
      expect([status, refused], JSON.stringify(options)).toEqual([
        422,
        { status: 'error', errors: { options: [expect.any(String)] } },
      ]);
    }
  });

  it('are changed in all that may be, and the last of them stays', async () => {
    const insales = await openShop();
    const { body } = await insales.make(plain);
    const path = `/products/${body.id}/variants/${body.variants[0]?.id}.json`;
    const variant = {
      ...{ price: 480, old_price: 500, sku: 'new-2', barcode: '46', weight: 0.35, dimensions: '10х20х5' },
      ...{ quantity_at_warehouse1: 7, external_id: '1c-200' },
    };
    const { body: changed } = await insales.call('PUT', path, { variant });
    expect(changed).toMatchObject({
      ...{ price: '480.0', old_price: '500.0', sku: 'new-2', barcode: '46', weight: '0.35', dimensions: '10x20x5' },
      ...{ quantity: 10, quantity_at_warehouse0: '3.0', quantity_at_warehouse1: '7.0' },
    });
    expect(changed).not.toHaveProperty('external_id');
    expect(await insales.call('DELETE', path)).toEqual({ status: 422, body: { base: [expect.any(String)] } });
  });
});

describe('pictures', () => {
  it('are taken from an address or from the call, and worked on', async () => {
    const insales = await openShop();
    const { body } = await insales.make(plain);
    const post = (image: Json) => insales.call('POST', `/products/${body.id}/images.json`, { image });
    expect(await post({ src: 'https://shop.example/img/roll.png' })).toMatchObject({
      status: 201,
      body: { product_id: body.id, position: 1, filename: 'roll.png', image_processing: true },
    });
    expect((await post({ filename: 'b.png', attachment: 'iVBORw0KGgo=' })).body).toMatchObject({ position: 2 });
    expect(await post({ src: 'roll.png' })).toMatchObject({ status: 422, body: { src: [expect.any(String)] } });
    expect((await insales.call<Product>('GET', `/products/${body.id}.json`)).body['images']).toHaveLength(2);
  });
});

describe('a change that names nothing', () => {
  it('changes nothing', async () => {
    const insales = await openShop();
    const { id } = await insales.order({ comment: 'без имбиря' });
    expect(await insales.call('PUT', `/orders/${id}.json`, [])).toMatchObject({ status: 200, body: { id } });
    const [code] = await insales.list('/discount_codes.json');
    const [client] = await insales.list('/clients.json');
    const paths = [`/discount_codes/${code?.['id']}`, `/clients/${client?.['id']}`, '/custom_statuses/gotov'];
    for (const path of paths) expect((await insales.call('PUT', `${path}.json`, [])).status, path).toBe(200);
    expect((await insales.call('GET', `/orders/${id}.json`)).body).toMatchObject({ comment: 'без имбиря' });
  });
});
