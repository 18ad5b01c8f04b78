import { describe, expect, it } from 'vitest';
import { Shop } from '../../../proxy/contract/index.ts';
import { crmOf, openShop, rub } from './kit.ts';

describe('what a page is told of the shop', () => {
  it('has what the widgets draw, money in minor units', () => {
    const fields = [
      { name: 'customer.phone', required: true },
      { name: 'fields.floor', label: 'Этаж', type: 'number' as const, maxLength: 2 },
      { name: 'fields.pack', options: [{ value: 'box', label: 'Коробка' }] },
      { name: 'delivery.at' },
    ];
    const { shop } = openShop({ shop: { fields, consent: { text: 'Согласен' } } });
    const answer = shop.describe('ru');
    expect(Shop.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      name: 'Пример',
      phoneCountry: 'RU',
      delivery: [
        { code: 'courier', cost: rub(19990), freeFrom: rub(200000), fields: ['street', 'house'] },
        { code: 'pickup', cost: rub(0), pickupPoints: [{ code: 'arbat', name: 'Арбат' }] },
        { code: 'post', cost: null },
      ],
      fields: [
        { name: 'customer.phone', label: null, type: 'tel', required: true },
        { name: 'fields.floor', label: 'Этаж', type: 'number', maxLength: 2 },
        { name: 'fields.pack', type: 'select' },
        { name: 'delivery.at', type: 'datetime' },
      ],
      consent: { required: true, text: 'Согласен' },
    });
    expect(JSON.stringify(answer)).not.toContain('D1');
  });

  it('says what can be asked', () => {
    const full = openShop({ crm: crmOf([], { certificate: async () => null }) }).shop.describe('ru').capabilities;
    expect(full).toEqual({
      orders: true,
      orderStatus: 'number-or-phone',
      certificate: true,
      availability: true,
      watch: true,
    });
    const closed = openShop({ crm: { calls: [], probe: async () => '' }, shop: { phoneLookup: false } });
    expect(closed.shop.describe('ru').capabilities).toEqual({
      orders: false,
      orderStatus: 'none',
      certificate: false,
      availability: false,
      watch: false,
    });
    expect(openShop({ shop: { phoneLookup: false } }).shop.describe('ru').capabilities.orderStatus).toBe('number');
  });
});
