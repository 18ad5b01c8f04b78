/** The account, its people at work, and what is the same in every call. Everything in it is made up. */

export const ACCOUNT_ID = 31_402_718;
export const SUBDOMAIN = 'volna';
export const TIME_ZONE = 'Europe/Moscow';

/** Whose token it is, the administrator. */
export const OWNER_ID = 504_101;

export const company = {
  id: ACCOUNT_ID,
  name: 'Волна — суши и пицца',
  subdomain: SUBDOMAIN,
  created_at: Date.UTC(2026, 0, 12, 8) / 1_000,
  created_by: 0,
  updated_at: Date.UTC(2026, 0, 12, 8) / 1_000,
  updated_by: 0,
  current_user_id: OWNER_ID,
  country: 'RU',
  currency: 'RUB',
  currency_symbol: '₽',
  customers_mode: 'segments',
  is_unsorted_on: true,
  mobile_feature_version: 0,
  is_loss_reason_enabled: true,
  is_helpbot_enabled: false,
  is_technical_account: false,
  contact_name_display_order: 1,
};

export const users = [
  { id: OWNER_ID, name: 'Мария Смирнова', email: 'maria@shop.example', isAdmin: true },
  { id: 504_103, name: 'Павел Орлов', email: 'pavel@shop.example', isAdmin: false },
];

/** 0 is the robot, which may create and change things, and answer for none. */
export function isUser(id: number): boolean {
  return users.some(user => user.id === id);
}
