/** Orders as `/Api/Order` shows them: every number is a text (manual, order chapter). */
import type { Account } from './account.ts';
import type { Row } from './answers.ts';
import { fieldsOfModule, shownValues } from './fields.ts';
import { orderModule, orderStatus } from './labels.ts';
import type { Item, Order } from './records.ts';
import { budapestDay } from './times.ts';
import { grossOfItem, netOfItem, totalsOf } from './totals.ts';

export function orderDetail({ cards, settings }: Account, order: Order): object {
  const { net, vat, gross } = totalsOf(order.items);
  const { name, countryId, county, postalCode, city, address, accountNumber, vatNumber, euVatNumber } = order.customer;
  const card = cards.get(order.cardId);
  return {
    ...{ Id: String(order.id), ProjectId: String(order.cardId), CustomerId: String(order.customerId) },
    ...{ Number: order.number, InvoiceMode: 'Normal' },
    Customer: {
      ...{ Name: name, CountryId: String(countryId ?? ''), County: county, PostalCode: postalCode, City: city },
      ...{ Address: address, AccountNumber: accountNumber, VatNumber: vatNumber, EUVatNumber: euVatNumber },
      ...{ RegistrationNumber: '', GroupIdentificationNumber: '' },
    },
    ...{ VendorGroupIdentificationNumber: '', Subject: order.subject, PaymentMethod: order.paymentMethod },
    ...{ Performance: order.performance.slice(0, 10), CurrencyCode: order.currency },
    ...{ AmountNet: String(net), AmountVat: String(vat), Amount: String(gross), Accounting: 'Normal', OSS: '0' },
    Items: order.items.map(itemView),
    Project: {
      ...{ Name: card?.name ?? '', StatusId: String(card?.statusId ?? '') },
      ...shownValues(fieldsOfModule(orderModule.id, settings), card?.values ?? {}),
    },
  };
}

/** VAT goes in as `27`, and comes back as `27%`. */
function itemView(item: Item): object {
  const { id, sku, ean, name, description, priceNet, quantity, unit, vat } = item;
  return {
    ...{ Id: String(id), SKU: sku, EAN: ean, Name: name, Description: description, PriceNet: priceNet.toFixed(6) },
    ...{ Quantity: quantity.toFixed(4), Unit: unit, PriceNetTotal: netOfItem(item).toFixed(4) },
    ...{ VAT: `${vat}%`, VATSubtype: '', PriceTotal: grossOfItem(item).toFixed(2) },
  };
}

export function orderRow(order: Order): Row {
  const { net, vat, gross } = totalsOf(order.items);
  const day = order.performance.slice(0, 10);
  const view = {
    ...{ Id: String(order.id), ProjectId: String(order.cardId), StornedId: '', Number: order.number, Type: 'Order' },
    ...{ Issued: budapestDay(order.issuedAt), Performance: day, Prompt: day, Paid: budapestDay(order.paidAt) },
    ...{ CurrencyCode: order.currency, AmountNet: net.toFixed(4), AmountVat: vat.toFixed(4), Amount: gross.toFixed(4) },
    ...{ Status: order.status, StatusGroup: orderStatus(order.status).group, DocumentUrl: '' },
  };
  return { key: order.id, view };
}
