/** The few sentences a visitor reads that come with an answer rather than with a fault. */
interface Words {
  attention: string;
  dropped: string;
  unpriced: string;
  lineUnknown: string;
  lineOut: string;
  certificate: Record<'unknown' | 'used' | 'expired', string>;
  promoCode: Record<'unknown' | 'used' | 'expired' | 'minimum', string>;
  deliveryUnknown: string;
  belowMinimum: (sum: string) => string;
}

const en: Words = {
  attention: 'We have your order. The shop will check it and call you.',
  dropped: 'This order was called off.',
  unpriced: 'The shop will confirm the price with you.',
  lineUnknown: 'The shop no longer lists this article.',
  lineOut: 'This article is out of stock.',
  certificate: {
    unknown: 'The shop does not know this certificate.',
    used: 'This certificate has been used.',
    expired: 'This certificate has expired.',
  },
  promoCode: {
    unknown: 'The shop does not know this promo code.',
    used: 'This promo code has been used.',
    expired: 'This promo code has expired.',
    minimum: 'This promo code needs a larger order.',
  },
  deliveryUnknown: 'The shop does not offer this kind of delivery.',
  belowMinimum: sum => `Orders start at ${sum}.`,
};

const ru: Words = {
  attention: 'Заказ у нас. Магазин проверит его и позвонит вам.',
  dropped: 'Этот заказ отменён.',
  unpriced: 'Магазин подтвердит вам стоимость.',
  lineUnknown: 'Этого товара больше нет в продаже.',
  lineOut: 'Этот товар закончился.',
  certificate: {
    unknown: 'Магазин не знает такого сертификата.',
    used: 'Этот сертификат уже использован.',
    expired: 'Срок этого сертификата истёк.',
  },
  promoCode: {
    unknown: 'Магазин не знает такого промокода.',
    used: 'Этот промокод уже использован.',
    expired: 'Срок этого промокода истёк.',
    minimum: 'Для этого промокода нужен заказ на большую сумму.',
  },
  deliveryUnknown: 'Такого способа доставки в магазине нет.',
  belowMinimum: sum => `Сумма заказа — от ${sum}.`,
};

/** The sentences in a visitor's language, in English where we have no other. */
export const wordsFor = (language: string): Words => (/^ru\b/i.test(language) ? ru : en);
