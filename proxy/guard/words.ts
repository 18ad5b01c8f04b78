import { formatMoney } from '../pages/format.ts';
import type { ProblemName } from '../problem.ts';

interface Sentence {
  en: string;
  ru: string;
}

/** The languages our own sentences exist in. */
export const wordsFor = (language: string): keyof Sentence => (/^ru\b/i.test(language) ? 'ru' : 'en');

const TITLES: Record<ProblemName, Sentence> = {
  malformed: { en: 'The request could not be read', ru: 'Запрос не удалось прочитать' },
  'query-refused': {
    en: 'This query is not passed on to the CRM',
    ru: 'Такие параметры в CRM не передаются',
  },
  'key-required': { en: 'An Idempotency-Key header is needed', ru: 'Нужен заголовок Idempotency-Key' },
  'form-expired': {
    en: 'This page is out of date. Go back and send the form again',
    ru: 'Страница устарела. Вернитесь и отправьте форму ещё раз',
  },
  unauthorized: { en: 'A valid server key is needed', ru: 'Нужен действующий ключ сервера' },
  'ticket-expired': { en: 'This ticket has expired. Ask again', ru: 'Срок действия истёк. Запросите ещё раз' },
  'origin-not-allowed': {
    en: 'This site is not allowed to talk to this shop',
    ru: 'Этому сайту не разрешено обращаться к магазину',
  },
  'key-in-browser': {
    en: 'A server key must never be used in a browser',
    ru: 'Ключ сервера нельзя использовать в браузере',
  },
  'not-found': { en: 'Nothing was found', ru: 'Ничего не найдено' },
  'method-not-allowed': { en: 'This address is not used that way', ru: 'К этому адресу так не обращаются' },
  'total-changed': { en: 'The total has changed', ru: 'Сумма заказа изменилась' },
  'certificate-taken': {
    en: 'This certificate is already used in another order',
    ru: 'Этот сертификат уже использован в другом заказе',
  },
  'number-taken': { en: 'An order with this number exists already', ru: 'Заказ с таким номером уже есть' },
  'state-conflict': {
    en: 'The order has gone too far for this',
    ru: 'С заказом этого уже нельзя сделать',
  },
  'too-large': { en: 'The request is too large', ru: 'Запрос слишком большой' },
  'unsupported-type': { en: 'This type of content is not accepted', ru: 'Содержимое такого типа не принимается' },
  invalid: { en: 'Some fields need attention', ru: 'Проверьте заполнение полей' },
  'already-ordered': { en: 'This order has been placed already', ru: 'Этот заказ уже оформлен' },
  'key-reused': {
    en: 'This Idempotency-Key was used for something else',
    ru: 'Этот Idempotency-Key уже использован для другого',
  },
  'too-many-requests': {
    en: 'Too many requests. Try again a little later',
    ru: 'Слишком много запросов. Попробуйте чуть позже',
  },
  internal: { en: 'Something went wrong on our side', ru: 'У нас что-то пошло не так' },
  'not-supported': { en: 'The CRM of this shop cannot do this', ru: 'CRM этого магазина такого не умеет' },
  'crm-failed': { en: 'The CRM gave no usable answer', ru: 'CRM не дала пригодного ответа' },
  'crm-key-refused': {
    en: "The CRM refused this connection's key",
    ru: 'CRM не приняла ключ этого подключения',
  },
  unavailable: {
    en: 'The shop cannot answer this right now. Try again a little later',
    ru: 'Магазин сейчас не может ответить. Попробуйте чуть позже',
  },
};

/** What helps the one who integrates; a visitor reads the title. */
const DETAILS: Partial<Record<ProblemName, Sentence>> = {
  'query-refused': {
    en: 'Percent-encode all but letters, digits and usual marks, and send no key of the CRM: the proxy adds it.',
    ru: 'Закодируйте всё, кроме букв, цифр и обычных знаков, и не присылайте ключ CRM: его добавит прокси.',
  },
  'crm-key-refused': {
    en: 'Your server key is good. The key of the CRM in the config is wrong, switched off, or lacks the right to this.',
    ru: 'Ваш ключ сервера верен. Ключ CRM в настройках неверен, отключён или не имеет права на этот запрос.',
  },
  'key-required': {
    en: 'Send a random key of 1 to 255 printable characters, the same one on every retry of the same order.',
    ru: 'Пришлите случайный ключ от 1 до 255 печатных символов, один и тот же при каждом повторе заказа.',
  },
  'origin-not-allowed': {
    en: "Add the page's origin to `origins` in the config of the proxy.",
    ru: 'Добавьте источник страницы в `origins` в настройках прокси.',
  },
  unauthorized: {
    en: 'Send `Authorization: Bearer` with one of the `serverKeys` of the config.',
    ru: 'Пришлите `Authorization: Bearer` с одним из `serverKeys` из настроек.',
  },
  'total-changed': {
    en: 'Nothing was ordered. Show the new quote and ask again.',
    ru: 'Заказ не оформлен. Покажите новый расчёт и спросите снова.',
  },
  'key-reused': {
    en: 'Nothing was written down. Send a key of its own with each thing you tell, the same one on every retry of it.',
    ru: 'Ничего не записано. Присылайте с каждым сообщением свой ключ, один и тот же при каждом его повторе.',
  },
  'not-supported': {
    en: 'The capability table in the README says what each CRM can be told.',
    ru: 'Что можно передать каждой CRM, сказано в таблице возможностей в README.',
  },
  'too-large': {
    en: 'A body may have 64 kB (256 kB with a server key), nested at most 8 deep.',
    ru: 'Тело запроса: до 64 кБ (256 кБ с ключом сервера), вложенность до 8.',
  },
  'unsupported-type': {
    en: 'Send application/json; orders may also come as a plain form without files.',
    ru: 'Присылайте application/json; заказ можно прислать и обычной формой без файлов.',
  },
};

const FAULTS: Record<string, Sentence> = {
  required: { en: 'Fill this in', ru: 'Заполните это поле' },
  'too-long': { en: 'At most {max} characters', ru: 'Не больше {max} символов' },
  'too-short': { en: 'At least {min} characters', ru: 'Не меньше {min} символов' },
  'too-many': { en: 'At most {max}', ru: 'Не больше {max}' },
  'too-few': { en: 'At least {min}', ru: 'Не меньше {min}' },
  'not-a-number': { en: 'Enter a number', ru: 'Введите число' },
  'bad-format': { en: 'This does not look right', ru: 'Проверьте, верно ли заполнено' },
  unknown: { en: 'There is no such choice', ru: 'Такого варианта нет' },
  phone: { en: 'This is not a phone number we can call', ru: 'По такому номеру телефона не позвонить' },
  email: { en: 'This is not an e-mail address', ru: 'Это не адрес электронной почты' },
  consent: { en: 'Your consent is needed', ru: 'Нужно ваше согласие' },
  'card-number': { en: 'Never write a card number here', ru: 'Не указывайте здесь номер карты' },
  'in-the-past': { en: 'This time has passed', ru: 'Это время уже прошло' },
  'too-far': { en: 'At most {days} days ahead', ru: 'Не дальше чем на {days} дней вперёд' },
  'number-or-phone': { en: 'Enter an order number or a phone', ru: 'Укажите номер заказа или телефон' },
  'orders-off': { en: 'This shop takes no orders here', ru: 'Магазин не принимает здесь заказы' },
  unpriced: { en: 'The price of this article is not known', ru: 'Цена этого товара неизвестна' },
  'too-much': { en: 'The sum is too large', ru: 'Слишком большая сумма' },
  'below-minimum': { en: 'Orders start at {sum}', ru: 'Сумма заказа — от {sum}' },
  currency: { en: 'The currency of this shop is {currency}', ru: 'Валюта этого магазина — {currency}' },
  'certificate-unknown': { en: 'The shop does not know this certificate', ru: 'Магазин не знает такого сертификата' },
  'certificate-used': { en: 'This certificate has been used', ru: 'Этот сертификат уже использован' },
  'certificate-taken': {
    en: 'This certificate is used in another order',
    ru: 'Этот сертификат использован в другом заказе',
  },
  'promo-code-unknown': { en: 'The shop does not know this promo code', ru: 'Магазин не знает такого промокода' },
  'promo-code-used': { en: 'This promo code has been used', ru: 'Этот промокод уже использован' },
  'promo-code-expired': { en: 'This promo code has expired', ru: 'Срок действия промокода истёк' },
  'promo-code-minimum': {
    en: 'This promo code needs a larger order',
    ru: 'Для этого промокода нужен заказ на большую сумму',
  },
  'certificate-expired': { en: 'This certificate has expired', ru: 'Срок действия сертификата истёк' },
};

const GENERIC: Sentence = { en: 'Check this field', ru: 'Проверьте это поле' };

export const problemWords = (problem: ProblemName, language: string): { title: string; detail?: string } => {
  const words = wordsFor(language);
  const detail = DETAILS[problem]?.[words];
  return { title: TITLES[problem][words], ...(detail && { detail }) };
};

/** A fault of a field as a person reads it; a code nobody has named yet gets a sentence that is always true. */
export const faultWords = (code: string, language: string, params: Record<string, string> = {}): string => {
  const sentence = (Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined) ?? GENERIC;
  return sentence[wordsFor(language)].replace(/\{(\w+)\}/g, (_, name: string) => wordOf(name, params, language));
};

const wordOf = (name: string, params: Record<string, string>, language: string): string => {
  const { amount, currency } = params;
  if (name === 'sum' && amount && currency) return formatMoney({ amount: Number(amount), currency }, language);
  return params[name] ?? '';
};
