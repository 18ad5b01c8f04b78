import { Settings } from '../../../../proxy/crm/amocrm/settings.ts';
import { Order } from '../../../../proxy/crm/order.ts';

export const settings = (patch: object = {}): Settings => Settings.parse({ url: 'https://wave.amocrm.ru', ...patch });

export const shop = { language: 'ru', timeZone: 'Europe/Moscow' };

export const rub = (amount: number) => ({ amount, currency: 'RUB' });

export const nobody = { contact: null, company: null };

/** An order of one roll. */
export const order = (patch: object = {}): Order =>
  Order.parse({
    ...{ id: 'o_1', number: 'K7-4821', externalId: 'shop-K7-4821', source: 'page', pageOrigin: null },
    ...{ language: 'ru', placedAt: '2026-11-21T12:00:00+03:00', currency: 'RUB' },
    customer: { name: 'Мария', phone: '+79161234567', email: 'maria@example.com' },
    lines: [{ sku: '001', name: 'Ролл', quantity: 2, price: rub(52_000) }],
    delivery: { cost: null },
    ...{ payment: {}, discount: null, total: rub(104_000) },
    ...patch,
  });
