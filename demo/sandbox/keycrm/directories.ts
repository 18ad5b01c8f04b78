/** What the account's owner has set up, before the first order. Ids are the account's own and mean nothing elsewhere. */

const stamps = { created_at: '2026-01-12 08:00:00', updated_at: '2026-01-12 08:00:00' };

/** A row of the status directory (KeyCRM OpenAPI 1.2.0, `Status`). */
export interface Status {
  readonly id: number;
  readonly name: string;
  readonly alias: string;
  /** 1 new, 2 approval, 3 production, 4 delivery, 5 completed, 6 cancelled (seen on live accounts; no list documents them). */
  readonly group_id: number;
  readonly is_active: boolean;
  readonly is_closing_order: boolean;
  readonly is_reserved: boolean;
}

const open = { is_active: true, is_closing_order: false, is_reserved: false };
const closing = { ...open, is_closing_order: true };

export const COMPLETED_GROUP = 5;
export const CANCELLED_GROUP = 6;

/**
 * In the order an order goes through them. Statuses a new account comes with are named by their alias until the owner
 * saves them anew (KeyCRM help, FAQ on the API); here half of them never were.
 */
export const statuses: readonly [Status, ...Status[]] = [
  { id: 1, name: 'new', alias: 'new', group_id: 1, ...open },
  { id: 4, name: 'Підтверджено', alias: 'pidtverdzeno', group_id: 2, ...open },
  { id: 23, name: 'Готується', alias: 'gotujetsia', group_id: 3, ...open, is_reserved: true },
  { id: 24, name: 'Готово', alias: 'gotovo', group_id: 3, ...open, is_reserved: true },
  { id: 11, name: 'in_transit', alias: 'in_transit', group_id: 4, ...open, is_reserved: true },
  { id: 12, name: 'completed', alias: 'completed', group_id: COMPLETED_GROUP, ...closing },
  { id: 19, name: 'canceled', alias: 'canceled', group_id: CANCELLED_GROUP, ...closing },
  { id: 25, name: 'Повернення', alias: 'povernennia', group_id: CANCELLED_GROUP, ...closing },
];

/** A status that was switched off: the API does not list it. */
export const retiredStatus: Status = {
  ...{ id: 7, name: 'Передзвонити', alias: 'peredzvonyty', group_id: 2 },
  ...{ ...open, is_active: false },
};

/** A source of orders (KeyCRM OpenAPI 1.2.0, `Source`). */
export interface Source {
  readonly id: number;
  readonly name: string;
  readonly alias: string;
  readonly driver: string;
  readonly source_uuid: string | null;
  readonly source_name: string | null;
  /** `null`: the account's own. */
  readonly currency_code: string | null;
}

const ownSource = { driver: 'other', source_uuid: null, source_name: null, currency_code: null };

export const sources: readonly Source[] = [
  { id: 1, name: 'Сайт', alias: 'sait', ...ownSource },
  { id: 2, name: 'Телефон', alias: 'telefon', ...ownSource },
  {
    id: 3,
    name: 'Etsy',
    alias: 'etsy',
    driver: 'etsy',
    source_uuid: '70010001',
    source_name: 'Khvylia',
    currency_code: 'USD',
  },
];

export const deliveryServices = [
  { id: 1, name: 'Нова Пошта', source_name: 'novaposhta', alias: 'nova_posta' },
  { id: 2, name: "Кур'єр", source_name: 'other', alias: 'kurier' },
  { id: 3, name: 'Самовивіз', source_name: 'other', alias: 'samovyviz' },
];

/** The service whose branches `warehouse_ref` names. */
export const NOVA_POSHTA = 'novaposhta';

export interface PaymentMethod {
  readonly id: number;
  readonly name: string;
  readonly alias: string;
  readonly is_active: boolean;
}

export const paymentMethods: readonly PaymentMethod[] = [
  { id: 1, name: 'Готівка', alias: 'gotivka', is_active: true },
  { id: 2, name: 'Картка', alias: 'kartka', is_active: true },
  { id: 3, name: 'Онлайн', alias: 'onlain', is_active: true },
];

export const expenseTypes = [
  { id: 1, name: 'Пакування', alias: 'pakuvannia', is_active: true, is_reserved: false, by_order: true },
  { id: 2, name: 'Доставка', alias: 'dostavka', is_active: true, is_reserved: false, by_order: true },
];

export const tags = [
  { id: 1, name: 'Постійний', alias: 'postiinyi', color: '#2E7D32', ...stamps },
  { id: 2, name: 'Передзвонити', alias: 'peredzvonyty', color: '#C62828', ...stamps },
];

export const productStatuses = [
  { id: 1, name: 'Готується', alias: 'gotujetsia', position: 1, is_active: true, is_reserved: false, ...stamps },
  { id: 2, name: 'Готово', alias: 'gotovo', position: 2, is_active: true, is_reserved: false, ...stamps },
];

export const users = [
  {
    id: 1,
    first_name: 'Марина',
    last_name: 'Зразок',
    full_name: 'Марина Зразок',
    username: 'maryna',
    email: 'maryna@example.com',
    phone: null,
    role_id: 2,
    status: 'active',
    ...stamps,
    last_logged_at: '2026-01-12 08:00:00',
  },
];

export const roles = new Map([[2, { id: 2, name: 'Менеджер', alias: 'manager' }]]);

/** The one warehouse. No endpoint lists warehouses (KeyCRM OpenAPI 1.2.0 has none; on a live account they are 404). */
export const warehouse = { id: 1, name: 'Кухня' };

export const pipelines = [
  { id: 1, name: 'Заявки', target_type: 'default', target_id: '1', use_payments: true, lead_type: 'lead' },
];

export const pipelineStatuses = [
  { id: 101, pipeline_id: 1, title: 'Нова', alias: 'nova', color: '#1565C0', is_final: false },
  { id: 102, pipeline_id: 1, title: 'В роботі', alias: 'v_roboti', color: '#F9A825', is_final: false },
  { id: 103, pipeline_id: 1, title: 'Успішна', alias: 'uspisna', color: '#2E7D32', is_final: true },
  { id: 104, pipeline_id: 1, title: 'Відмова', alias: 'vidmova', color: '#C62828', is_final: true },
] as const;

/** With the dates every row of a directory has. */
export function stamped<T extends object>(row: T): T & typeof stamps {
  return { ...row, ...stamps };
}
