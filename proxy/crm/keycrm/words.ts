const uk = {
  order: 'Замовлення',
  wanted: 'Бажаний час',
  term: 'Термін доставки',
  tariff: 'Тариф доставки',
  pickup: 'Точка видачі',
  persons: 'Кількість осіб',
  certificate: 'Сертифікат',
  promoCode: 'Промокод',
  discount: 'Знижка',
  company: 'Компанія',
  payment: 'Оплата',
  delivery: 'Доставка',
  address: 'Адреса',
  recipient: 'Отримувач',
  comment: 'Коментар покупця',
  partOf: 'До товару',
  apartment: 'кв.',
  entrance: 'під’їзд',
  floor: 'поверх',
};
/** What a manager reads in a comment where KeyCRM has no field. */
export type Words = typeof uk;

const ru: Words = {
  order: 'Заказ',
  wanted: 'Желаемое время',
  term: 'Срок доставки',
  tariff: 'Тариф доставки',
  pickup: 'Точка выдачи',
  persons: 'Число персон',
  certificate: 'Сертификат',
  promoCode: 'Промокод',
  discount: 'Скидка',
  company: 'Компания',
  payment: 'Оплата',
  delivery: 'Доставка',
  address: 'Адрес',
  recipient: 'Получатель',
  comment: 'Комментарий покупателя',
  partOf: 'К товару',
  apartment: 'кв.',
  entrance: 'подъезд',
  floor: 'этаж',
};

const en: Words = {
  order: 'Order',
  wanted: 'Wanted at',
  term: 'Delivery term',
  tariff: 'Delivery tariff',
  pickup: 'Pick-up point',
  persons: 'Persons',
  certificate: 'Certificate',
  promoCode: 'Promo code',
  discount: 'Discount',
  company: 'Company',
  payment: 'Payment',
  delivery: 'Delivery',
  address: 'Address',
  recipient: 'Recipient',
  comment: "Buyer's comment",
  partOf: 'Part of',
  apartment: 'apt',
  entrance: 'entrance',
  floor: 'floor',
};

/** In the shop's language, which is its managers'; English where we do not speak it. */
export const wordsIn = (language: string): Words => {
  const [base] = language.toLowerCase().split('-');
  if (base === 'uk') return uk;
  return base === 'ru' ? ru : en;
};
