/**
 * How a person sets up the automation that notifies us: there is no API for it. What can be read of its names stands in
 * KeyCRM's help (https://help.keycrm.app/uk/process-automation-api-and-more/webhook-setup-in-keycrm).
 */
export const hookSteps = (url: string): string[] => [
  'In the settings of KeyCRM make a new trigger (тригер) of the automation (тригерна автоматизація) for orders (замовлення); for pipelines (воронки) where the connection has "lead".',
  'Let it start whenever the status changes (зміна статусу), whatever the status.',
  'As its action choose Send Webhook (Відправити Webhook).',
  `Address of the webhook (URL-адреса вебхука): ${url}`,
  'Method (метод передачі даних): POST. Save, and see that the trigger is switched on.',
  'The address holds a secret: show it to nobody. To end the notifications, delete this trigger.',
];
