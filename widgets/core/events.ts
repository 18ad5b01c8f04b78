import type { CertificateAnswer, FoundOrder, OrderAnswer, OrderRequest } from '../../proxy/contract/index.ts';

const heard = { bubbles: true, composed: true } as const;

/** The checkout is about to send an order; prevent it to stop it. */
export class CrmOrderSendEvent extends Event {
  readonly order: OrderRequest;

  constructor(order: OrderRequest) {
    super('crm-order-send', { ...heard, cancelable: true });
    this.order = order;
  }
}

/** The shop has the order, safe on its disk. */
export class CrmOrderAcceptedEvent extends Event {
  readonly order: OrderAnswer;

  constructor(order: OrderAnswer) {
    super('crm-order-accepted', heard);
    this.order = order;
  }
}

/** A visitor looked for an order; `orders` is empty when there was none. */
export class CrmOrderFoundEvent extends Event {
  readonly orders: readonly FoundOrder[];

  constructor(orders: readonly FoundOrder[]) {
    super('crm-order-found', heard);
    this.orders = orders;
  }
}

/** An order on the page went on to another stage. */
export class CrmOrderChangedEvent extends Event {
  readonly order: FoundOrder;

  constructor(order: FoundOrder) {
    super('crm-order-changed', heard);
    this.order = order;
  }
}

/** A certificate was looked at. Its code is not told, only what the shop answered. */
export class CrmCertificateCheckedEvent extends Event {
  readonly certificate: CertificateAnswer | null;

  constructor(certificate: CertificateAnswer | null) {
    super('crm-certificate-checked', heard);
    this.certificate = certificate;
  }
}

/** The visitor wants this certificate in the order; the checkout on the page listens on `document`. */
export class CrmCertificateApplyEvent extends Event {
  readonly code: string;

  constructor(code: string) {
    super('crm-certificate-apply', heard);
    this.code = code;
  }
}

/** The visitor wants this product in the order; prevent it to put it into a cart of your own. */
export class CrmLineAddEvent extends Event {
  readonly sku: string;
  readonly quantity: number;
  readonly name: string | null;

  constructor(sku: string, quantity: number, name: string | null) {
    super('crm-line-add', { ...heard, cancelable: true });
    this.sku = sku;
    this.quantity = quantity;
    this.name = name;
  }
}

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
