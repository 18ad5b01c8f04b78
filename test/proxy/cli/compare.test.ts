import { describe, expect, it } from 'vitest';
import { compare } from '../../../proxy/cli/compare.ts';
import { ConfigSchema } from '../../../proxy/config/schema.ts';
import { codesOf, listed } from '../../../proxy/crm/choice.ts';
import type { Directory, MappedCode } from '../../../proxy/crm/crm.ts';

const shop = ConfigSchema.shape.shop.parse({
  ...{ name: 'Shop', currency: 'RUB', timezone: 'UTC', phoneCountry: 'RU' },
  delivery: [
    { code: 'courier', name: 'Courier' },
    { code: 'pickup', name: 'Pick-up', pickupPoints: [{ code: 'harbour', name: 'Harbour' }] },
  ],
  payment: [
    { code: 'cash', name: 'Cash' },
    { code: 'card', name: 'Card' },
  ],
});

const directory: Directory = {
  statuses: [
    { code: 'new', name: 'Новый' },
    { code: 'complete', name: 'Выполнен' },
  ],
  gateways: [
    { code: '1801', name: 'Наличными' },
    { code: '1803', name: 'Картой', only: { subject: 'variants', codes: ['12401'] } },
  ],
  variants: [
    { code: '12401', name: 'Курьером' },
    { code: '12402', name: 'Самовывоз' },
  ],
  projects: [],
};

const faultsOf = (...mapped: MappedCode[]): string[] => compare(mapped, directory, shop).faults;

describe('a code of the config', () => {
  it('is right where the CRM has it, and only there', () => {
    const mapped = listed(['new', 'complete'], 'settable', 'statuses');
    expect(compare(mapped, directory, shop)).toEqual({ right: 2, faults: [], untold: new Map() });
    expect(faultsOf(...listed('12401', 'delivery', 'gateways'))).toHaveLength(1);
  });

  it.each([
    ['mistyped', 'compleet', 'p: "compleet" is not in statuses. Did you mean "complete" (Выполнен)?'],
    ['its name', 'выполнен', 'p: "выполнен" is not in statuses. Did you mean "complete" (Выполнен)?'],
    ['like nothing', 'somewhere-else', 'p: "somewhere-else" is not in statuses.'],
    ['what every object has', 'constructor', 'p: "constructor" is not in statuses.'],
  ])('that is wrong is told with what was probably meant: %s', (_, code, fault) => {
    expect(faultsOf({ path: 'p', subject: 'statuses', code })).toEqual([fault]);
  });

  it('may be a name where the CRM finds it by that too', () => {
    const mapped: MappedCode = { path: 'p', subject: 'statuses', code: ' выполнен ' };
    expect(faultsOf({ ...mapped, byName: true })).toEqual([]);
  });

  it('is wrong where the CRM has an empty list, and unknown where it tells none', () => {
    expect(faultsOf({ path: 'p', subject: 'projects', code: 'x' })).toEqual(['p: "x" is not in projects.']);
    const untold = [...listed(['1', '2'], 'w', 'warehouses'), { path: 'p', subject: 'toString', code: 'x' }];
    expect(compare(untold, directory, shop)).toEqual({
      ...{ right: 0, faults: [] },
      untold: new Map([
        ['warehouses', 2],
        ['toString', 1],
      ]),
    });
  });
});

describe('a pair', () => {
  const variants = codesOf(
    { default: '12401', rules: [{ from: 'delivery.method', codes: { pickup: '12402' } }] },
    'variant',
    'variants',
  );
  const byPayment = { from: 'payment.method', codes: { cash: '1801', card: '1803' } };
  const gateways = (...before: { from: string; codes: Record<string, string> }[]) =>
    codesOf({ rules: [...before, byPayment] }, 'gateway', 'gateways');

  it('that an order could come to and the CRM refuses is told, once, with such an order', () => {
    expect(faultsOf(...variants, ...gateways())).toEqual([
      'gateway.rules.0.codes.card: "1803" is not allowed with "12402" of variant.rules.0.codes.pickup, as in an order with delivery.method "pickup", delivery.pickupPoint "harbour", payment.method "card"',
    ]);
  });

  it('that an earlier rule keeps apart is none', () => {
    for (const [from, value] of [
      ['delivery.method', 'pickup'],
      ['delivery.pickupPoint', 'harbour'],
    ] as const) {
      expect(faultsOf(...variants, ...gateways({ from, codes: { [value]: '1801' } }))).toEqual([]);
    }
  });

  it('is looked for with methods that only the config knows', () => {
    const locker = codesOf({ rules: [{ from: 'delivery.method', codes: { locker: '12402' } }] }, 'v', 'variants');
    expect(faultsOf(...locker, ...gateways())).toHaveLength(1);
  });

  it('is none of codes that no order chooses, or of one that is missing anyway', () => {
    expect(faultsOf(...listed(['12402'], 'shown', 'variants'), ...gateways())).toEqual([]);
    const gone = codesOf({ default: '1', rules: [] }, 'v', 'variants');
    expect(faultsOf(...gone, ...gateways())).toEqual(['v.default: "1" is not in variants.']);
  });
});
