import type { z } from 'zod';
import type { Config } from '../config/config.ts';
import { OrderRequest, SiteOrderRequest } from '../contract/index.ts';
import { toE164 } from '../orders/phone.ts';
import { normaliseCode } from './certificate.ts';
import { canonical, cleanDeep } from './clean.ts';
import type { Asker, Refusal } from './shop.ts';

/** An order's request, cleaned. What only the site may say is there only where the site said it. */
export type Clean = SiteOrderRequest;

export type Normalised = { ok: true; request: Clean; fingerprint: string } | { ok: false; refusals: Refusal[] };

type ShopConfig = Config['shop'];

/** Cleans a request. What became of it is checked again: a name of three spaces is no name. */
export const normalise = (
  request: OrderRequest | SiteOrderRequest,
  source: Asker['source'],
  shop: ShopConfig,
): Normalised => {
  const schema: z.ZodType<Clean> = source === 'site' ? SiteOrderRequest : OrderRequest;
  const parsed = schema.safeParse(cleanDeep(request));
  if (!parsed.success) return { ok: false, refusals: parsed.error.issues.map(refusalOf) };
  const clean = refine(parsed.data, source, shop);
  return { ok: true, request: clean, fingerprint: fingerprintOf(clean) };
};

/** The request was well formed before it was cleaned: what is faulty now was only spaces. */
export const refusalOf = ({ path, message }: z.core.$ZodIssue): Refusal => ({
  pointer: `#/${path.join('/')}`,
  code: message.endsWith('undefined') ? 'required' : 'bad-format',
});

const refine = (request: Clean, source: Asker['source'], shop: ShopConfig): Clean => {
  const { customer, delivery, certificate, fields } = request;
  const phone = (text: string | undefined) => text && (toE164(text, shop.phoneCountry) ?? text);
  const recipient = delivery?.recipient;
  return {
    ...request,
    customer: { ...customer, phone: phone(customer.phone) },
    ...(delivery && {
      delivery: { ...delivery, recipient: recipient && { ...recipient, phone: phone(recipient.phone) } },
    }),
    certificate: certificate && (normaliseCode(certificate) || undefined),
    fields: fields && source !== 'site' ? declared(fields, shop) : fields,
  };
};

/** A public form fills what the shop's own form has, and nothing an adapter may read for other ends. */
const declared = (fields: Record<string, string>, shop: ShopConfig): Record<string, string> => {
  const known = new Set(shop.fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => known.has(`fields.${name}`)));
};

/** What makes it this order: not the price that was seen, nor how the consent was sent. */
const fingerprintOf = ({ expectedTotal: _seen, consent: _given, ...rest }: Clean): string => canonical(rest);
