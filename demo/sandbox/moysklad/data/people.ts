/** Who and what the account starts with. Every person in it is made up; phones are spelt as people type them. */

import { attributeValue } from '../kinds/attributes.ts';
import type { Entity, Fields } from '../values.ts';
import { balance, CERTIFICATES, isActive, PAYMENTS, validUntil } from './attributes.ts';
import { owned, STARTED, standing } from './directories.ts';

function person(key: string, fields: Fields): Entity {
  return owned('counterparty', key, {
    created: STARTED,
    companyType: 'individual',
    archived: false,
    tags: [],
    bonusPoints: 0,
    ...fields,
  });
}

export const people: readonly Entity[] = [
  person('olga', {
    name: 'Ольга Садовникова',
    phone: '+79000000011',
    email: 'olga@example.com',
    actualAddress: 'Садовая, 5к2, кв. 81',
    actualAddressFull: { addInfo: 'Садовая, 5к2, кв. 81' },
    discountCardNumber: '5001',
    bonusPoints: 350,
  }),
  person('timur', { name: 'Тимур', phone: '8 (900) 000-00-12' }),
  person('anna', { name: 'Анна', phone: '79000000013', email: 'anna@example.com' }),
  // The same number twice, as a shop has it after a few years: only the latest has orders.
  person('anna-2', { name: 'Анна (сайт)', phone: '+7 900 000-00-13' }),
];

export const phones: readonly string[] = ['+79000000011', '+79000000012', '+79000000013'];

function certificate(number: string, roubles: number, until: string, active = true): Entity {
  const attributes = [
    attributeValue(balance, roubles),
    attributeValue(validUntil, `${until} 23:59:59.000`),
    attributeValue(isActive, active),
  ];
  return standing(
    'customentity',
    number,
    { name: number, code: number, attributes },
    `entity/customentity/${CERTIFICATES}`,
  );
}

export const certificates: readonly Entity[] = [
  certificate('700100', 1000, '2030-12-31'),
  certificate('700101', 3000, '2030-12-31'),
  // Found by whoever looks for 700100 and takes the first that holds it.
  certificate('7001001', 50, '2030-12-31'),
  certificate('700997', 500, '2020-12-31'),
  certificate('700998', 0, '2030-12-31'),
  certificate('700999', 500, '2030-12-31', false),
];

/** The cards a shopper could pay with as they are. */
export const giftCards: readonly string[] = ['700100', '700101'];

export const payments: readonly Entity[] = [
  ['cash', 'Наличными курьеру'],
  ['card', 'Картой курьеру'],
  ['online', 'Онлайн'],
].map(([code = '', name = '']) => standing('customentity', code, { name, code }, `entity/customentity/${PAYMENTS}`));

/** Orders taken by phone before the sandbox started: MoySklad has numbered them, and no shop has. */
export const takenByPhone = [
  { customer: 'Ольга Садовникова', state: 'Готовится', lines: [{ article: '002', quantity: 2 }] },
  {
    customer: 'Тимур',
    state: 'Новый',
    lines: [
      { article: '011', quantity: 1 },
      { article: '020', quantity: 2 },
    ],
  },
] as const;
