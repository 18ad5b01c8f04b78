import { describe, expect, it } from 'vitest';
import { CertificateAnswer } from '../../../proxy/contract/index.ts';
import type { CertificateFacts } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { crmOf, openShop, page, product, rub } from './kit.ts';

const money: CertificateFacts = { kind: 'money', amount: rub(300000), validUntil: '2027-01-01', state: 'valid' };
const shopWith = (certificate: (code: string) => Promise<CertificateFacts | null>) =>
  openShop({ crm: crmOf([product('1', 60000)], { certificate }) });

describe('a certificate', () => {
  it('comes back with its code masked', async () => {
    const asked: string[] = [];
    const { shop } = shopWith(async code => {
      asked.push(code);
      return money;
    });
    const answer = await shop.certificate('  aB12 3456-1234\n');
    expect(asked).toEqual(['aB123456-1234']);
    expect(answer).toEqual({
      code: '•••• 1234',
      kind: 'money',
      amount: rub(300000),
      validUntil: '2027-01-01',
      state: 'valid',
    });
    expect(CertificateAnswer.parse(answer)).toEqual(answer);
  });

  it('is null where there is none', async () => {
    const { shop } = shopWith(async () => null);
    expect([await shop.certificate('none'), await shop.certificate(' ')]).toEqual([null, null]);
  });

  it('is used once an order of ours has it', async () => {
    const { shop } = shopWith(async () => money);
    const request = { customer: { name: 'A', phone: '+79161234567' }, lines: [{ sku: '1', quantity: 1 }] };
    await shop.order({ ...request, certificate: 'GIFT 1234' }, page, { idempotencyKey: 'k' });
    expect((await shop.certificate('GIFT1234'))?.state).toBe('used');
  });

  it('is asked anew after a minute', async () => {
    let asked = 0;
    const { shop, clock } = shopWith(async () => {
      asked += 1;
      return money;
    });
    await shop.certificate('GIFT');
    await shop.certificate('GIFT');
    await clock.advance(60_000);
    await shop.certificate('GIFT');
    expect(asked).toBe(2);
  });

  it('is neither good nor bad while the CRM cannot be asked', async () => {
    const { shop, log } = shopWith(async () => {
      throw new CrmFailure('get_certificate', { kind: 'limit', taken: 'no', code: 'requests_limit' });
    });
    expect(await shop.certificate('SECRET1234')).toEqual({ code: '•••• 1234', kind: 'money', state: 'unknown' });
    expect(log.lines.join()).toContain('requests_limit');
    expect(log.lines.join()).not.toContain('SECRET1234');
  });
});
