import { describe, expect, it } from 'vitest';
import { type Entity, openMoysklad } from './open.ts';

const CHARACTERISTICS = 'entity/variant/metadata/characteristics';

describe('variants', () => {
  it('are named after their product and what sets them apart, by the name or the id of a characteristic', async () => {
    const moysklad = await openMoysklad();
    const product = await moysklad.first('entity/product?filter=code=001');
    const make = (characteristics: unknown) =>
      moysklad.call('POST', 'entity/variant', { product, code: '001-L', characteristics });
    const { body } = await make([{ name: 'Размер', value: 'L' }]);
    expect(body).toMatchObject({ name: 'Ролл «Сливочный лосось» (L)', code: '001-L' });
    expect(body).not.toHaveProperty('syncId');
    const [size] = body['characteristics'] as Entity[];
    const again = await make([{ id: size?.id, value: 'XL' }]);
    expect(again.body['characteristics']).toMatchObject([{ id: size?.id, name: 'Размер', value: 'XL' }]);
    expect((await moysklad.list('entity/assortment?filter=code=001-L')).rows).toHaveLength(2);
  });

  it('need a product and something that sets them apart', async () => {
    const moysklad = await openMoysklad();
    const product = await moysklad.first('entity/product?filter=code=001');
    for (const characteristics of [undefined, [{ value: 'L' }], [{ name: 'Размер' }]]) {
      const refusal = await moysklad.refusal('POST', 'entity/variant', { product, characteristics });
      expect(refusal, JSON.stringify(characteristics)).toEqual([412, 3000]);
    }
  });

  it('have characteristics that are listed, and made one by one or several at once', async () => {
    const moysklad = await openMoysklad();
    await moysklad.call('POST', CHARACTERISTICS, { name: 'Цвет' });
    expect((await moysklad.call('POST', CHARACTERISTICS, [{ name: 'Острота' }])).body).toMatchObject([
      { type: 'string' },
    ]);
    const names = ({ body }: { body: Entity }) => (body['characteristics'] as Entity[]).map(({ name }) => name);
    expect(names(await moysklad.call('GET', CHARACTERISTICS))).toEqual(['Вид', 'Цвет', 'Острота']);
    expect(names(await moysklad.call('GET', 'entity/variant/metadata'))).toHaveLength(3);
  });
});
