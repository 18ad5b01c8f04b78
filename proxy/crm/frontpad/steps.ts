/**
 * How a person switches the notifications on: there is no API for it (FrontPad API, document B). Each order carries an
 * address of its own, but FrontPad wants a general one to be there as well.
 */
export const hookSteps = (url: string): string[] => [
  'Every order we send carries an address of its own, so nothing is to be set up order by order; but FrontPad notifies only if some general address is set.',
  `In FrontPad open Settings (Настройки) → General (Общие) → API. If it has no address (URL) for notifications yet, put in: ${url}`,
  'If another service has put its address there, leave it: ours go before it.',
  'Save, and restart the FrontPad program: it notifies only after a restart.',
  'Look up the codes in Directories (Справочники) → Statuses (Статусы), column API code (Код API), and name up to five of them in "hookStatuses" of the connection: FrontPad tells of no others.',
];
