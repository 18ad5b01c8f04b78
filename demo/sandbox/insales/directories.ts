/** What the shop's owner has set up before the first order. Ids are the account's own and mean nothing elsewhere. */
import type { CustomStatus, Field } from './records.ts';

/** Names of the system statuses (a client of the API; the vendor's documents name a few of them), in their order. */
export const systemStatuses = {
  new: 'Новый',
  accepted: 'В обработке',
  approved: 'Согласован',
  dispatched: 'Отгружен',
  delivered: 'Доставлен',
  declined: 'Отменён',
  returned: 'Возврат',
} as const;

export type SystemStatus = keyof typeof systemStatuses;

export const systemNames = Object.keys(systemStatuses) as SystemStatus[];

/** `closed` in the filter of a list. */
export const closedStatuses: readonly SystemStatus[] = ['delivered', 'declined', 'returned'];

const status = (facts: Omit<CustomStatus, 'color'>): CustomStatus => ({ ...facts, color: '#DC5F59' });

/** Two of them share a system status: a client that knows the seven alone cannot tell them apart. */
export const customStatuses: readonly CustomStatus[] = [
  status({
    id: 41,
    permalink: 'na-kuhne',
    title: 'На кухне',
    system_status: 'accepted',
    position: 1,
    is_default: true,
  }),
  status({ id: 42, permalink: 'gotov', title: 'Готов', system_status: 'accepted', position: 2, is_default: false }),
  status({
    id: 43,
    permalink: 'u-kurera',
    title: 'У курьера',
    system_status: 'dispatched',
    position: 3,
    is_default: true,
  }),
  status({
    id: 44,
    permalink: 'ne-dozvonilis',
    title: 'Не дозвонились',
    system_status: 'declined',
    position: 4,
    is_default: false,
  }),
];

export const deliveryVariants = [
  { id: 12401, title: 'Курьером', description: 'По городу', type: 'DeliveryVariant::Fixed', price: 200 },
  { id: 12402, title: 'Самовывоз', description: null, type: 'DeliveryVariant::PickUp', price: 0 },
];

/** The third is for one way of delivery only. */
export const paymentGateways = [
  { id: 1801, title: 'Наличными', type: 'PaymentGateway::Cod', deliveries: [12401, 12402] },
  { id: 1802, title: 'Картой онлайн', type: 'PaymentGateway::External', deliveries: [12401, 12402] },
  { id: 1803, title: 'Картой курьеру', type: 'PaymentGateway::Custom', deliveries: [12401] },
];

const field = (facts: Omit<Field, 'own' | 'type'>): Field => ({ ...facts, type: 'Field::TextField', own: false });

export const fields: readonly Field[] = [
  field({ id: 71, destiny: 1, title: 'Подъезд', handle: 'entrance' }),
  field({ id: 72, destiny: 1, title: 'Этаж', handle: 'floor' }),
  field({ id: 73, destiny: 3, title: 'Номер на сайте', handle: 'external_id' }),
  field({ id: 74, destiny: 3, title: 'Сертификат', handle: 'certificate' }),
  field({ id: 75, destiny: 3, title: 'Сдача с', handle: 'change_from' }),
  field({ id: 76, destiny: 2, title: 'День рождения', handle: 'birthday' }),
];

/** Of a warehouse the documents show the first two keys only (InSales docs, products). */
export const warehouses = [
  { id: 31, array_index: 0, title: 'Кухня «Центр»' },
  { id: 32, array_index: 1, title: 'Кухня «Заречье»' },
];

export const stockCurrencies = [
  { id: 1, code: 'RUR', unit: 'руб', is_default: true, exchange_rate: 1, cb_rate: 1, exchange_rate_use_cb: false },
];

export const shop = { id: 500_101, title: 'Волна — суши и пицца', host: 'volna.myinsales.example' };
