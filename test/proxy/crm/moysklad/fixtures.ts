import type { Parts } from '../../../../proxy/crm/moysklad/map.ts';
import { refOf } from '../../../../proxy/crm/moysklad/refs.ts';
import { Settings } from '../../../../proxy/crm/moysklad/settings.ts';

export const settings = (patch: object = {}): Settings => Settings.parse({ organization: 'volna', ...patch });

export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const good = (n: number, type: 'product' | 'service', vat?: number) => ({
  ...{ id: id(n), type, ref: refOf(type, id(n)) },
  ...(vat !== undefined && { vat }),
});

/** Three articles MoySklad knows, and its delivery. */
export const parts = (patch: object = {}): Parts => ({
  ...{ organization: id(1), agent: id(5), settings: settings(patch), language: 'ru' },
  goods: new Map([
    ['001', good(21, 'product', 20)],
    ['002', good(22, 'product')],
    ['003', good(23, 'service')],
  ]),
  delivery: good(29, 'service'),
});
