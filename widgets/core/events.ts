import type { CertificateAnswer, FoundOrder, OrderAnswer, OrderRequest } from '../../proxy/contract/index.ts';

/** A class of events that bubble out of the widget and carry what they are about. */
function eventOf<T extends object>(type: string, cancelable = false) {
  return class extends Event {
    constructor(about: T) {
      super(type, { bubbles: true, composed: true, cancelable });
      Object.assign(this, about);
    }
  } as unknown as new (
    about: T,
  ) => Event & Readonly<T>;
}

/** The checkout is about to send an order; prevent it to stop it. */
export const CrmOrderSendEvent = eventOf<{ order: OrderRequest }>('crm-order-send', true);
/** The shop has the order, safe on its disk. */
export const CrmOrderAcceptedEvent = eventOf<{ order: OrderAnswer }>('crm-order-accepted');
/** A visitor looked for an order; `orders` is empty when there was none. */
export const CrmOrderFoundEvent = eventOf<{ orders: readonly FoundOrder[] }>('crm-order-found');
/** An order on the page went on to another stage. */
export const CrmOrderChangedEvent = eventOf<{ order: FoundOrder }>('crm-order-changed');
/** A certificate was looked at. Its code is not told, only what the shop answered. */
export const CrmCertificateCheckedEvent = eventOf<{ certificate: CertificateAnswer | null }>('crm-certificate-checked');
/** The visitor wants this certificate in the order; the checkout on the page listens on `document`. */
export const CrmCertificateApplyEvent = eventOf<{ code: string }>('crm-certificate-apply');
/** The visitor wants this product in the order; prevent it to put it into a cart of your own. */
export const CrmLineAddEvent = eventOf<{ sku: string; quantity: number; name: string | null }>('crm-line-add', true);

export type CrmOrderSendEvent = InstanceType<typeof CrmOrderSendEvent>;
export type CrmOrderAcceptedEvent = InstanceType<typeof CrmOrderAcceptedEvent>;
export type CrmOrderFoundEvent = InstanceType<typeof CrmOrderFoundEvent>;
export type CrmOrderChangedEvent = InstanceType<typeof CrmOrderChangedEvent>;
export type CrmCertificateCheckedEvent = InstanceType<typeof CrmCertificateCheckedEvent>;
export type CrmCertificateApplyEvent = InstanceType<typeof CrmCertificateApplyEvent>;
export type CrmLineAddEvent = InstanceType<typeof CrmLineAddEvent>;

export interface CrmEventMap {
  'crm-order-send': CrmOrderSendEvent;
  'crm-order-accepted': CrmOrderAcceptedEvent;
  'crm-order-found': CrmOrderFoundEvent;
  'crm-order-changed': CrmOrderChangedEvent;
  'crm-certificate-checked': CrmCertificateCheckedEvent;
  'crm-certificate-apply': CrmCertificateApplyEvent;
  'crm-line-add': CrmLineAddEvent;
}

declare global {
  interface HTMLElementEventMap extends CrmEventMap {}
  interface DocumentEventMap extends CrmEventMap {}
}
