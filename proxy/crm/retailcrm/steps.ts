/**
 * How a person sets up the trigger that notifies us: there is no API for it. The names are those of the Russian
 * interface, from public guides (docs.modx.pro, modRetailCRM; knowledge-base.passteam.ru, triggers).
 */
export const hookSteps = (url: string): string[] => [
  'In RetailCRM open Settings (Администрирование) → Communications (Коммуникации) → Triggers (Триггеры), and press Add (Добавить).',
  'Name (Название): Order status to the site. Code (Символьный код): order-status-to-site. Tick Active (Активность).',
  'Event (Событие): order change (Изменение заказа).',
  'Trigger condition (Условие триггера): changeSet.hasChangedField("status") and changeSet.getNewValue("status")',
  `Action (Действие): HTTP request (HTTP-запрос), method POST, address (URL): ${url}`,
  'Add two parameters to the request: status with the value {{order.getStatus().getCode()}}, and order_id with {{order.getExternalId()}}.',
  'Save. The address holds a secret: show it to nobody. To end the notifications, delete this trigger.',
];
