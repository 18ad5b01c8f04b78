/** `get_certificate`, and what a certificate takes off an order. */
import type { Answer } from '../kit/sandbox.ts';
import type { Account, Line } from './account.ts';
import { failure, success } from './answers.ts';
import type { Certificate } from './data.ts';
import type { Fields } from './fields.ts';

/** Wrong, unknown and used ones get the same answer (FrontPad API, documents A and B; "used" as seen by a client). */
export function getCertificate(account: Account, fields: Fields): Answer {
  const certificate = usableCertificate(account, fields.text('certificate'));
  if (!certificate) return failure('invalid_certificate');
  switch (certificate.kind) {
    case 'product':
      return success({ product_id: certificate.article, name: certificate.name, price: String(certificate.price) });
    case 'percent':
      return success({ sale: String(certificate.percent) });
    case 'money':
      return success({ amount: String(certificate.amount) });
  }
}

/** A certificate that exists and no order has used. */
export function usableCertificate(account: Account, number: string): Certificate | undefined {
  return account.usedCertificates.has(number) ? undefined : account.certificates.get(number);
}

/**
 * What a certificate is worth to an order of which `due` roubles are left to pay. No document says what a product
 * certificate does when the order is without the product: here, nothing.
 */
export function worth(certificate: Certificate, lines: readonly Line[], due: number): number {
  switch (certificate.kind) {
    case 'product':
      return Math.min(due, lines.find(({ sku }) => sku === certificate.article)?.price ?? 0);
    case 'percent':
      return Math.round((due * certificate.percent) / 100);
    case 'money':
      return Math.min(due, certificate.amount);
  }
}
