/** Payments, expenses and tags of an order. */
import { z } from 'zod';
import { json, message, notFound } from './answers.ts';
import { paymentSchema } from './bodies.ts';
import { checkPayment, makePayment } from './checks.ts';
import { expenseTypes, tags } from './directories.ts';
import { expenseView, orderWith, paymentView } from './order-view.ts';
import type { Expense } from './records.ts';
import type { Handler } from './requests.ts';
import { changeOrder } from './statuses.ts';
import { utcTime } from './times.ts';
import { createFaultList, id, requiredAmount, text, time, validate } from './validation.ts';

/** A payment added later is a paid one, unless it says otherwise (KeyCRM OpenAPI 1.2.0). */
export const postPayment: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order) return notFound;
  const body = validate(paymentSchema, request.body);
  const faults = createFaultList();
  checkPayment(account, body, '', faults);
  faults.throwIfAny();
  const payment = makePayment(account, body, 'paid');
  changeOrder(account, order, { payments: [...order.payments, payment] });
  return json(201, paymentView(account, payment));
};

const paymentChangeSchema = paymentSchema.pick({ status: true, description: true });

export const putPayment: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  const payment = order?.payments.find(each => each.id === request.id(1));
  if (!order || !payment) return notFound;
  const { status, description } = validate(paymentChangeSchema, request.body);
  const changed = {
    ...payment,
    status: status ?? payment.status,
    description: description ?? payment.description,
    updated_at: utcTime(account.kit.clock.now()),
  };
  const payments = order.payments.map(each => (each === payment ? changed : each));
  changeOrder(account, order, { payments });
  return json(202, paymentView(account, changed));
};

const expenseSchema = z.object({
  expense_type_id: id,
  expense_type: text,
  amount: requiredAmount,
  description: text,
  payment_date: time,
});

export const postExpense: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order) return notFound;
  const body = validate(expenseSchema, request.body);
  const type = expenseTypes.find(each => each.id === body.expense_type_id || each.name === body.expense_type);
  const faults = createFaultList();
  if (!type) faults.add('expense_type_id', 'names no type of expenses');
  faults.throwIfAny();
  const now = utcTime(account.kit.clock.now());
  const expense: Expense = {
    id: account.nextId('expense'),
    expense_type_id: type?.id ?? 0,
    amount: body.amount,
    description: body.description ?? null,
    status: 'paid',
    payment_date: body.payment_date ?? now,
    created_at: now,
    updated_at: now,
  };
  changeOrder(account, order, { expenses: [...order.expenses, expense] });
  return json(201, expenseView(expense));
};

export const postTag: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  const tag = tags.find(each => each.id === request.id(1));
  if (!order || !tag) return notFound;
  const tagIds = [...new Set([...order.tagIds, tag.id])];
  return json(202, orderWith(account, changeOrder(account, order, { tagIds }), new Set(['tags'])));
};

/** 204, or 400 when there is nothing to take away (KeyCRM OpenAPI 1.2.0). */
export const deleteTag: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order) return notFound;
  const tagId = request.id(1);
  if (!order.tagIds.includes(tagId)) return message(400, 'The order does not have this tag.');
  changeOrder(account, order, { tagIds: order.tagIds.filter(each => each !== tagId) });
  return { status: 204, body: '' };
};
