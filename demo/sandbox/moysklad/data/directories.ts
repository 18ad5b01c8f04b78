/** What the account's owner has set up once: organizations, stores, currencies, types of prices, and who works there. */
import { idOf, madeUpCode } from '../ids.ts';
import { type Entity, type Fields, refTo } from '../values.ts';

export const STARTED = '2026-03-02 10:00:00.000';

/** An entity that was there before the sandbox started. */
export function standing(type: string, key: string, fields: Fields, parent = `entity/${type}`): Entity {
  const id = idOf(type, key);
  return { type, id, path: `${parent}/${id}`, fields: { externalCode: madeUpCode(id), updated: STARTED, ...fields } };
}

export const group = standing('group', 'main', { name: 'Основной', index: 0 });
export const employee = standing('employee', 'admin', {
  name: 'Смирнова М. А.',
  uid: 'admin@volna',
  group: refTo(group),
  archived: false,
});

/** One that belongs to somebody, as almost all do. */
export function owned(type: string, key: string, fields: Fields): Entity {
  return standing(type, key, { owner: refTo(employee), group: refTo(group), shared: false, ...fields });
}

export const rouble = standing('currency', 'RUB', {
  name: 'руб',
  fullName: 'Российский рубль',
  code: '643',
  isoCode: 'RUB',
  rate: 1,
  multiplicity: 1,
  indirect: false,
  rateUpdateType: 'manual',
  system: true,
  default: true,
  archived: false,
});

const priceTypes = 'context/companysettings/pricetype';
export const defaultPriceType = standing('pricetype', 'sale', { name: 'Цена продажи' }, priceTypes);
const cafePriceType = standing('pricetype', 'cafe', { name: 'Цена в зале' }, priceTypes);

export const shop = owned('organization', 'volna', {
  created: STARTED,
  name: 'ООО «Волна»',
  code: 'volna',
  externalCode: 'volna',
  legalTitle: 'Общество с ограниченной ответственностью «Волна»',
  companyType: 'legal',
  archived: false,
});
const banquets = owned('organization', 'banket', {
  created: STARTED,
  name: 'ИП Волнов (банкеты)',
  code: 'banket',
  externalCode: 'banket',
  companyType: 'entrepreneur',
  archived: false,
});

export const mainStore = owned('store', 'main', { name: 'Кухня на Садовой', code: 'sad', archived: false });
export const secondStore = owned('store', 'second', { name: 'Кухня на Речной', code: 'rech', archived: false });
const site = owned('saleschannel', 'site', {
  name: 'Сайт',
  code: 'site',
  type: 'ECOMMERCE',
  archived: false,
});
const returns = owned('expenseitem', 'returns', { name: 'Возврат', archived: false });
export const piece = standing('uom', 'piece', { name: 'шт', description: 'Штука', code: '796' });

export const directories: readonly Entity[] = [
  ...[employee, group, rouble, defaultPriceType, cafePriceType],
  ...[shop, banquets, mainStore, secondStore, site, piece, returns],
];
