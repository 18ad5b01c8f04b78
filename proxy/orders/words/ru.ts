import type { Notice } from '../notices.ts';
import type { Words } from '../words.ts';
import { command, warningLines } from './parts.ts';

const WARNINGS: Record<string, string> = {
  'line-dropped': 'не попало в заказ',
  'certificate-refused': 'сертификат не принят',
  'date-refused': 'время доставки не принято',
  'discount-changed': 'другая скидка',
  'total-differs': 'в CRM другая сумма (наша / их)',
};

const REASONS: Record<string, string> = {
  'too-late': 'не успели отправить вовремя',
  internal: 'сбой нашего адаптера, это ошибка программы',
  interrupted: 'прокси остановился во время отправки',
  'not-found-for-sure': 'не удалось достаточно надёжно поискать его в CRM',
  'never-shown': 'CRM забрала файл с ним, но заказ из него не появился: почему — в её журнале импорта',
  'extension-failed': 'на нём сломалось расширение магазина, ничего не отправлено; где именно — в журнале',
  reconnect: 'выданный доступ больше не действует: выполните crm-proxy connect',
  'not-connected': 'доступ ещё не выдан: выполните crm-proxy connect',
  'token-refused': 'CRM не принимает токен: выпустите новый и выполните crm-proxy connect',
  'looks-wrong': 'он выглядит подозрительно',
  unreadable: 'его запись в книге заказов не читается',
  'charge-unclear': 'по остатку не понять, списано ли и возвращено ли',
  'marked-by-hand': 'заказ отмечен как принятый вручную, и там мы его не знаем',
  'order-dropped': 'от заказа отказались',
  'order-refused': 'CRM не приняла сам заказ',
  'not-supported': 'этой CRM такое не передать',
};

const plural = new Intl.PluralRules('ru');
const WAIT: Record<string, string> = { one: 'заказ ждёт', few: 'заказа ждут', many: 'заказов ждут' };

const reason = ({ reason: code = '' }: Notice): string => (REASONS[code] ? `${REASONS[code]} (${code})` : code);
const orders = (count = 0): string => `${count} ${WAIT[plural.select(count)] ?? WAIT['many']}`;
const inCrm = ({ crmNumber }: Notice): string => (crmNumber ? ` Его номер там: ${crmNumber}.` : '');

const ABOUT = { payment: 'оплата', status: 'статус', certificate: 'сертификат', customer: 'клиент' } as const;
const whose = ({ about, number }: Notice): string =>
  `${about ? ABOUT[about] : 'сведения'}${number ? ` заказа ${number}` : ''}`;

const give = (notice: Notice): string =>
  [
    'Отправить ещё раз:',
    command('retry', notice),
    'Если он уже есть в CRM, укажите его номер там:',
    command('submitted', notice, 'НОМЕР-В-CRM'),
    'Отказаться от него:',
    command('drop', notice),
  ].join('\n');

export const russian: Words = {
  refused: notice => ({
    subject: `заказ ${notice.number} не принят`,
    happened: `Заказ ${notice.number} не попал в ${notice.connection}: ${reason(notice)}.`,
    todo:
      notice.reason === 'internal'
        ? `Сначала посмотрите в CRM: он мог всё же дойти. Сам заказ:\n${command('show', notice)}\n${give(notice)}`
        : `Посмотреть, в чём дело:\n${command('show', notice)}\n${give(notice)}`,
  }),
  uncertain: notice => ({
    subject: `заказ ${notice.number}: есть ли он в CRM?`,
    happened: `Заказ ${notice.number} отправлен в ${notice.connection}, но ясного ответа нет: ${reason(notice)}. Он мог дойти, а мог и не дойти.`,
    todo: `Прежде всего посмотрите в CRM, чтобы не создать его дважды.\n${give(notice)}`,
  }),
  resolved: notice => ({
    subject: `заказ ${notice.number} всё-таки в CRM`,
    happened: `${notice.connection} назвал заказ ${notice.number}: он дошёл.${inCrm(notice)}`,
    todo: 'Делать ничего не нужно.',
  }),
  doubled: notice => ({
    subject: `заказ ${notice.number}, возможно, в CRM дважды`,
    happened: `${notice.connection} сообщил статус заказа ${notice.number} под другим внутренним номером, чем известный нам.`,
    todo: `Проверьте в CRM и отмените лишний. Что мы о нём знаем:\n${command('show', notice)}`,
  }),
  warnings: notice => ({
    subject: `заказ ${notice.number} в CRM, но с отличиями`,
    happened: `${notice.connection} принял заказ ${notice.number} с изменениями:\n${warningLines(notice, WARNINGS)}${inCrm(notice)}`,
    todo: `Поправьте его в CRM; если меняется сумма, позвоните покупателю. Заказ:\n${command('show', notice)}`,
  }),
  unpriced: notice => ({
    subject: `у заказа ${notice.number} пока нет цены`,
    happened: `Заказ ${notice.number} принят с товаром, цены которого никто не знает: покупатель не видел итога.`,
    todo: `Согласуйте сумму с покупателем. Заказ:\n${command('show', notice)}`,
  }),
  held: notice => ({
    subject: `заказ ${notice.number} ждёт вашего решения`,
    happened: `Заказ ${notice.number} принят, но не отправлен в ${notice.connection}: ${reason(notice)}.`,
    todo: `Посмотреть:\n${command('show', notice)}\nОтправить:\n${command('retry', notice)}\nОтказаться:\n${command('drop', notice)}`,
  }),
  waiting: notice => ({
    subject: `заказ ${notice.number} ждёт слишком долго`,
    happened: `Заказ ${notice.number} принят, но его всё ещё нет в ${notice.connection}.`,
    todo: `Попытки продолжаются сами. Что мешает:\n${command('show', notice)}`,
  }),
  'lane-paused': notice => ({
    subject: `заказы не доходят до ${notice.connection}`,
    happened: `${notice.connection} не принимает заказы: ${reason(notice)}. ${orders(notice.count)}. Ни один не потерян: они уйдут сами, когда всё заработает.`,
    todo: 'Открыта ли, оплачена ли и доступна ли CRM, верен ли ключ? Проверить:\n  crm-proxy check\nКто ждёт:\n  crm-proxy orders list --state waiting',
  }),
  'lane-over': notice => ({
    subject: `${notice.connection} снова принимает заказы`,
    happened: `${notice.connection} снова работает. ${orders(notice.count)} и сейчас уходят.`,
    todo: 'Делать ничего не нужно.',
  }),
  'status-unknown': notice => ({
    subject: `в ${notice.connection} есть статус без названия`,
    happened: `${notice.connection} сообщил статус «${notice.reason}», которого нет в настройках: покупатели его не видят.`,
    todo: 'Добавьте его в "statuses" этого подключения в crm.config.json: название и этап.',
  }),
  'status-broken': notice => ({
    subject: `из ${notice.connection} не приходят статусы`,
    happened: `Статусы заказов не приходят из ${notice.connection}: ${reason(notice)}. Покупатели видят старые.`,
    todo: 'Проверьте подключение и настройки его уведомлений:\n  crm-proxy check',
  }),
  'webhook-failed': notice => ({
    subject: 'сайт не принимает наши уведомления',
    happened: `Вебхук сайта отвечал неверно, пока мы не сдались: ${reason(notice)}. Сайт пропустил изменение заказа.`,
    todo: 'Почините адрес вебхука на сайте и сверьте заказы с книгой:\n  crm-proxy orders list',
  }),
  'errand-failed': notice =>
    notice.about === 'certificate'
      ? {
          subject: `верните на сертификат: заказ ${notice.number}`,
          happened: `Заказ ${notice.number} отменён, но списанное с его сертификата в ${notice.connection} не возвращено: ${reason(notice)}.`,
          todo: `Посмотрите остаток в CRM и верните вручную. Сам заказ:\n${command('show', notice)}`,
        }
      : {
          subject: `в CRM не попало: ${whose(notice)}`,
          happened: `Сайт сообщил: ${whose(notice)}, но ${notice.connection} этого не принимает: ${reason(notice)}.`,
          todo: 'Внесите это в CRM вручную. Что именно:\n  crm-proxy notices',
        },
  'errands-stuck': notice => ({
    subject: `${notice.connection} не принимает с сайта оплаты и статусы`,
    happened: `${notice.connection} не принимает то, что сайт сообщает об оплатах, статусах и клиентах: ${reason(notice)}. Ничего не потеряно: всё уйдёт само, когда заработает.`,
    todo: 'Оплачена ли и доступна ли CRM, может ли её ключ менять заказы и клиентов? Проверить:\n  crm-proxy check',
  }),
};
