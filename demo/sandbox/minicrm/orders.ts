/** `/Api/Order`: orders one by one. They cannot be searched; those issued can be listed. */
import type { Answer } from '../kit/sandbox.ts';
import { type Account, mainContactId } from './account.ts';
import { addAddress, addressesOf } from './addresses.ts';
import { BadRequest, invalidValue, json, notAllowed, notFound } from './answers.ts';
import { nameOf } from './contact-view.ts';
import { changeContact } from './contacts.ts';
import { orderModule, orderStatus } from './labels.ts';
import { type Filter, paged, search, updatedSince } from './lists.ts';
import { customerAfter, itemsAfter, noCustomer, type OrderBody, orderBody } from './order-body.ts';
import { addOrder, changeOrder, enterStatus, moves } from './order-changes.ts';
import { orderDetail, orderRow } from './order-view.ts';
import { kept } from './project-writes.ts';
import { checkGroup } from './projects.ts';
import type { Contact, Order, Values } from './records.ts';
import { type ApiRequest, fieldsOf, type Handler } from './requests.ts';
import { budapest } from './times.ts';

/** A repeat makes a second order: there is no key against it. */
export const createOrder: Handler = (account, request) => {
  const body = orderBody(request);
  const contact = customerOf(account, request, body);
  const { id: contactId, businessId, type } = contact;
  const of = { contactId, businessId: type === 'Business' ? contactId : businessId };
  const had = { ...noCustomer, name: nameOf(account, contact) };
  const customer = customerAfter(account, request.what, had, body.Customer);
  const order = addOrder(
    account,
    { of, values: {} },
    {
      ...{
        number: '',
        status: 'Draft',
        currency: body.CurrencyCode ?? account.settings.currency,
        language: '',
        customer,
      },
      performance: body.Performance ?? budapest(account.now()).slice(0, 10),
      ...{ subject: body.Subject ?? '', paymentMethod: body.PaymentMethod ?? 'Cash' },
      items: itemsAfter(account, request.what, [], body.Items),
    },
  );
  if (body.Customer) noteCustomer(account, mainContactId(of), order);
  return json(orderDetail(account, order));
};

/** What the order says of its buyer is written into the contact (manual, order chapter). */
function noteCustomer(account: Account, contactId: number, { customer }: Order): void {
  const contact = account.contacts.get(contactId);
  const { vatNumber: VatNumber, accountNumber: BankAccount, euVatNumber: EUVatNumber } = customer;
  const ofCompany: Values = contact?.type === 'Business' ? { EUVatNumber } : {};
  if (contact) changeContact(account, contact, { values: { VatNumber, BankAccount, ...ofCompany } });
  const { countryId, county, postalCode, city, address } = customer;
  if (address === '' || addressesOf(account, contactId).length > 0) return;
  addAddress(account, {
    contactId,
    name: customer.name,
    countryId,
    county,
    postalCode,
    city,
    address,
    isDefault: true,
  });
}

/** By MiniCRM's id, or by the other system's that the XML gave the contact. */
function customerOf({ contacts }: Account, { what }: ApiRequest, { CustomerId, ReferenceId }: OrderBody): Contact {
  if (CustomerId === undefined && !ReferenceId) throw new BadRequest(what, 'CustomerId or ReferenceId is required.');
  const found = [...contacts.values()].find(({ id, referenceId }) =>
    CustomerId === undefined ? referenceId === ReferenceId : id === CustomerId,
  );
  if (!found)
    throw new BadRequest(what, invalidValue(CustomerId ?? ReferenceId, CustomerId ? 'CustomerId' : 'ReferenceId'));
  return found;
}

export const getOrder: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  return order ? json(orderDetail(account, order)) : notFound;
};

/** Issued ones, the latest changed first. */
export const listOrders: Handler = (account, request) => {
  const issued = [...account.orders.values()].filter(({ status }) => status !== 'Draft');
  const sorted = issued.toSorted((a, b) => b.updatedAt - a.updatedAt || b.id - a.id);
  return paged(
    account,
    request,
    search(account, request, sorted, name => filterOf(request, name)),
    orderRow,
  );
};

function filterOf({ what, query }: ApiRequest, name: string): Filter<Order> | undefined {
  if (name === 'UpdatedSince') return updatedSince(what);
  if (name !== 'StatusGroup') return undefined;
  checkGroup(what, query.get(name) ?? '');
  return ({ status }, wanted) => orderStatus(status).group === wanted;
}

export const updateOrder: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order) return notFound;
  const body = orderBody(request);
  customerOf(account, request, body);
  if (body.CurrencyCode) throw new BadRequest(request.what, invalidValue(body.CurrencyCode, 'CurrencyCode'));
  if (order.status !== 'Draft') return notAllowed('only drafts can be changed.');
  const { what } = request;
  const changed = changeOrder(account, order, {
    customer: customerAfter(account, what, order.customer, body.Customer),
    items: itemsAfter(account, what, order.items, body.Items),
    performance: body.Performance ?? order.performance,
    ...{ subject: body.Subject ?? order.subject, paymentMethod: body.PaymentMethod ?? order.paymentMethod },
  });
  return json(orderDetail(account, changed));
};

/** Fields of the card can be changed in any status. */
export const updateOrderCard: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order) return notFound;
  const values = Object.entries(fieldsOf(request)).map(
    ([name, value]) => [name, kept(account, request.what, orderModule.id, name, value)] as const,
  );
  return json(orderDetail(account, changeOrder(account, order, { values: Object.fromEntries(values) })));
};

export const deleteItem: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order?.items.some(({ id }) => id === request.id(1))) return notFound;
  if (order.status !== 'Draft') return notAllowed('only drafts can be changed.');
  const items = order.items.filter(({ id }) => id !== request.id(1));
  return json(orderDetail(account, changeOrder(account, order, { items })));
};

function move(account: Account, request: ApiRequest): Answer {
  const order = account.orders.get(request.id());
  const wanted = moves.get(request.segment(1));
  if (!order || !wanted) return notFound;
  if (!wanted.from.includes(order.status)) return notAllowed(`the order is ${order.status}.`);
  return json(orderDetail(account, enterStatus(account, order, wanted.to)));
}

export const moveOrder: Handler = move;

/** As a client does; the manual knows only POST. */
export const moveOrderByGet: Handler = (account, request) =>
  account.settings.statusByGet ? move(account, request) : notAllowed('POST was expected.');
