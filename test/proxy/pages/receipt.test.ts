import { expect, it } from 'vitest';
import { receiptPage } from '../../../proxy/pages/receipt.ts';
import { aBooked } from '../routes/kit.ts';

const reader = { language: 'ru', timeZone: 'Europe/Moscow', repeated: false };
const textOf = (crmNumber: string | null) =>
  receiptPage({ ...aBooked(), crmNumber }, 'submitted', reader).body.text.replace(/<[^>]+>/g, '');

it('tells the number that the CRM gave beside our own', () => {
  expect(textOf('1042')).toContain('K7-4821 (1042)');
});

it.each([null, 'K7-4821'])('tells one number where the CRM has none of its own: %s', crmNumber => {
  expect(textOf(crmNumber)).toContain('K7-4821');
  expect(textOf(crmNumber)).not.toContain('K7-4821 (');
});
