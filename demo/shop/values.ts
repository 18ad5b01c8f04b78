import type { About } from './about.ts';
import { countryOf } from './country.ts';

/** A space that keeps an amount on one line. */
const UNBROKEN = '\u00a0';

interface Words {
  order: (number: string, phone: string) => string;
  certificates: (codes: string) => string;
  toTry: string;
  andCertificate: string;
}

const ru: Words = {
  order: (number, phone) => `заказ ${number} или телефон ${phone} (заказ из программы)`,
  certificates: codes => `сертификаты ${codes}`,
  toTry: 'Для пробы: ',
  andCertificate: ' и сертификат',
};
const en: Words = {
  order: (number, phone) => `order ${number} or the phone ${phone} (an order taken in the CRM)`,
  certificates: codes => `certificates ${codes}`,
  toTry: 'To try: ',
  andCertificate: ' and gift certificate',
};

const toTry = ({ order, certificates }: About, words: Words): string => {
  const tries = [
    order && words.order(order.number, order.phone),
    certificates && words.certificates(certificates.slice(0, 4).join(', ')),
  ].filter(Boolean);
  return tries.length > 0 ? `${words.toTry}${tries.join('; ')}.` : '';
};

/** What stands in the pages where the shops of two CRMs differ, by its name between braces. */
export const valuesOf = (about: About): Record<string, string> => {
  const { courier, certificates, pickupPoints, phoneCountry } = about;
  const { sign, phone, examplePhone } = countryOf(phoneCountry);
  const money = (amount: string) => `${amount}${UNBROKEN}${sign}`;
  const hasCertificates = certificates !== null;
  return {
    ...{ courier: money(courier.cost), freeFrom: money(courier.freeFrom), examplePhone },
    ...{ phone, phoneLink: `tel:${phone.replace(/[^+\d]/g, '')}` },
    ...{ firstPoint: pickupPoints[0] ?? '', secondPoint: pickupPoints[1] ?? '' },
    ...{ toTryRu: toTry(about, ru), toTryEn: toTry(about, en) },
    andCertificateRu: hasCertificates ? ru.andCertificate : '',
    andCertificateEn: hasCertificates ? en.andCertificate : '',
    certificate: certificates?.[0] ?? '',
    // A class: where the CRM has no certificates, a site would not ask for one.
    ifCertificates: hasCertificates ? '' : 'absent',
  };
};
