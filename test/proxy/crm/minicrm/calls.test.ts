import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { cardIn, connection, createMemo, list, NOW, order, ron, text } from './fixtures.ts';

const row = { Id: 16_001, Name: 'K7-4821', ContactId: 1201, StatusId: 2602, Deleted: 0 };
const card = { ...row, CategoryId: 22, StatusId: 'În curs', CreatedAt: '2026-11-21 12:00:00' };
const statuses = { StatusId: { 2601: 'Ciornă', 2602: 'În curs', 2603: 'Finalizat' } };
const contact = { Id: 1201, Type: 'Person', Phone: '0721 234 567' };
const listed = { Id: '301', ProjectId: '16001', CurrencyCode: 'RON', Amount: '242.0000', Paid: '' };
const inCrm = { ref: '16001', number: 'K7-4821', externalId: 'K7-4821' };

describe('an order', () => {
  it('goes over as a file that MiniCRM fetches, and is there once its card is', async () => {
    const { crm, calls, keep } = connection({ 'GET R3/Project': list(row), 'GET Order/List': list(listed) });
    expect(await crm.submitOrder(order(), createMemo(), '')).toEqual({
      ...{ ref: '16001', number: 'K7-4821', total: ron(242), warnings: [] },
    });
    const [sync, look] = calls;
    expect(sync).toMatchObject({
      ...{ name: 'GET SyncFeed/#', kind: 'submit', query: { Source: 'https://proxy.example/offers/main/1' } },
    });
    expect(sync?.timeoutMs).toBeGreaterThan(120_000);
    expect(keep.offers[0]).toMatchObject({ ms: 600_000, contentType: 'application/xml; charset=utf-8' });
    expect(cardIn(keep.offers[0]?.text ?? '').Orders.Order[0]?.['Number']).toBe('K7-4821');
    expect(look?.query).toEqual({ CategoryId: '22', Name: 'K7-4821', UpdatedSince: '2026-11-20 12:00:00' });
  });

  it('is sent as a body where the settings say so', async () => {
    const { crm, calls, keep } = connection({ 'GET R3/Project': list(row) }, { sync: 'upload' });
    await crm.submitOrder(order(), createMemo(), '');
    expect(calls[0]).toMatchObject({ name: 'POST SyncFeed/#/Upload', headers: { 'content-type': 'application/xml' } });
    expect(cardIn(String(calls[0]?.body)).Orders.Order[0]?.['Number']).toBe('K7-4821');
    expect(keep.offers).toEqual([]);
  });

  it('has its warnings told when it is found, as it was not seen when it was sent', async () => {
    const { crm } = connection({ 'GET R3/Project': list(row) });
    const told = await crm.findSubmitted(order({ comment: 'x'.repeat(2_000) }));
    expect(told.found?.warnings).toEqual([{ code: 'text-cut', about: 'Subject', money: false }]);
  });

  it('is looked for on every page', async () => {
    const strangers = Array.from({ length: 100 }, (_, index) => ({ ...row, Id: index + 1, Name: 'other' }));
    const pages = (request: { url: string }) =>
      new URL(request.url).searchParams.get('Page') === '1' ? list(row) : list(...strangers);
    const { crm } = connection({ 'GET R3/Project': pages });
    expect(await crm.findSubmitted(order())).toMatchObject({ found: { ref: '16001' }, complete: true });
  });
});

describe('a look-up by phone', () => {
  it('asks in the three ways it may be written, and shows what is that phone’s', async () => {
    const { crm, calls } = connection({
      'GET R3/Contact': list(contact, { Id: 1300, Type: 'Person', Phone: '0799 999 999' }),
      'GET R3/Project': list(row, { ...row, Id: 16_002, ContactId: 1300 }),
      'GET R3/Project/#': card,
      'GET R3/Schema/Project/#': statuses,
    });
    expect(await crm.findOrders({ phone: '+40721234567' })).toEqual([
      {
        ...{ ref: '16001', number: 'K7-4821', phone: '+40721234567', total: null },
        placedAt: '2026-11-21T12:00:00+01:00',
        status: { code: '2602', name: 'În curs', stage: 'confirmed' },
      },
    ]);
    const asked = calls.flatMap(({ query }) => query['Phone'] ?? []);
    expect(asked).toEqual(['+40721234567', '0040721234567', '0721234567']);
    expect(calls.flatMap(({ query }) => query['MainContactId'] ?? [])).toEqual(['1201']);
  });

  it('goes by the company of a person who has one, and shows no colleague’s orders', async () => {
    const { crm, calls } = connection({
      'GET R3/Contact': list({ ...contact, BusinessId: 1200 }),
      'GET R3/Project': list({ ...row, Id: 16_002, ContactId: 1299, BusinessId: 1200 }),
      'GET R3/Project/#': card,
    });
    expect(await crm.findOrders({ phone: '+40721234567' })).toEqual([]);
    expect(calls.flatMap(({ query }) => query['MainContactId'] ?? [])).toEqual(['1200']);
  });
});

describe('changes', () => {
  const passages = [
    { Id: 3, ClosedAt: '2026-11-21 12:58:00', Status_New_Id: '2603', Status_New_Name: 'Finalizat' },
    { Id: 2, ClosedAt: '2026-11-21 12:57:00', Status_New_Id: '2602', Status_New_Name: 'În curs' },
    { Id: 1, ClosedAt: '2026-11-01 09:00:00', Status_New_Id: '2601', Status_New_Name: 'Ciornă' },
  ];
  const answers = {
    'GET R3/Project': list({ ...row, StatusId: 2603 }),
    'GET R3/ProjectHistory/#': list(...passages),
    'GET R3/Schema/Project/#': statuses,
  };

  it('are told with their own times, each once, and not the old ones', async () => {
    const { crm, calls } = connection(answers);
    const first = await crm.changesSince(null);
    expect(first.changes.map(({ status, at, number }) => [status.name, at, number])).toEqual([
      ['În curs', '2026-11-21T12:57:00+01:00', 'K7-4821'],
      ['Finalizat', '2026-11-21T12:58:00+01:00', 'K7-4821'],
    ]);
    expect(calls[0]?.query).toEqual({ CategoryId: '22', UpdatedSince: '2026-11-21 12:50:00' });
    expect((await crm.changesSince(first.cursor)).changes).toEqual([]);
  });

  it('name the order as we do, so that one we have not seen there is known to be there', async () => {
    const [change] = (await connection(answers).crm.changesSince(null)).changes;
    expect(change).toMatchObject({ number: 'K7-4821', externalId: 'K7-4821' });
  });

  it('after what was seen are told alone', async () => {
    const { crm } = connection(answers);
    const cursor = JSON.stringify({ at: NOW, seen: [['16001', '2602']] });
    expect((await crm.changesSince(cursor)).changes.map(({ status }) => status.code)).toEqual(['2603']);
  });

  it('that no history tells have no time', async () => {
    const { crm } = connection({ ...answers, 'GET R3/ProjectHistory/#': list() });
    expect((await crm.changesSince(null)).changes).toMatchObject([{ status: { code: '2603' }, at: null }]);
  });

  it('of many cards are told a few at a time, and none is lost', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...row, Id: index + 1, StatusId: 2603 }));
    const { crm } = connection({ ...answers, 'GET R3/Project': list(...many) });
    const refs = new Set<string | undefined>();
    let cursor: string | null = null;
    for (let look = 0; look < 3; look++) {
      const told = await crm.changesSince(cursor);
      for (const { ref } of told.changes) refs.add(ref);
      cursor = told.cursor;
    }
    expect(refs.size).toBe(40);
  });

  it('of more cards than one look reads are all told, and the time goes on', async () => {
    const many = Array.from({ length: 1_250 }, (_, index) => ({ ...row, Id: index + 1, StatusId: 2603 }));
    const paged = ({ url }: { url: string }) => {
      const page = Number(new URL(url).searchParams.get('Page') ?? 0);
      return { ...list(...many.slice(page * 100, page * 100 + 100)), Count: many.length };
    };
    const { crm } = connection({ ...answers, 'GET R3/Project': paged, 'GET R3/ProjectHistory/#': list() });
    const refs = new Set<string | undefined>();
    let cursor: string | null = JSON.stringify({ at: NOW - 3_600_000, seen: [] });
    for (let look = 0; look < 100; look++) {
      const told = await crm.changesSince(cursor);
      for (const { ref } of told.changes) refs.add(ref);
      cursor = told.cursor;
    }
    expect(refs.size).toBe(1_250);
    expect(JSON.parse(cursor ?? '')).toMatchObject({ at: NOW });
  });

  it('are told of all cards but one whose history MiniCRM does not give', async () => {
    const gone = new CrmFailure('R3/ProjectHistory', { kind: 'not-found', taken: 'no' });
    const { crm } = connection({ ...answers, 'GET R3/ProjectHistory/#': gone });
    expect((await crm.changesSince(null)).changes).toMatchObject([{ status: { code: '2603' }, at: null }]);
  });

  it('are told where a card has no name, and a passage has not ended', async () => {
    const nameless = { ...row, Id: 16_002, Name: null, Deleted: null, StatusId: 2603 };
    const open = { Id: 4, ClosedAt: null, Status_New_Id: '2603', Status_New_Name: 'Finalizat' };
    const { crm } = connection({
      ...answers,
      'GET R3/Project': list(nameless),
      'GET R3/ProjectHistory/#': list(open, ...passages.slice(1)),
    });
    const { changes } = await crm.changesSince(null);
    expect(changes.map(({ ref, status }) => [ref, status.code])).toEqual([
      ['16002', '2602'],
      ['16002', '2603'],
    ]);
  });

  it('wait for their turn behind visitors', async () => {
    const { crm, calls } = connection(answers);
    await crm.changesSince(null);
    const asked = calls.filter(({ name }) => !name.includes('Schema'));
    expect(asked.map(({ kind }) => kind)).toEqual(['sweep', 'sweep']);
  });

  it('of a cursor that is none of ours are refused', async () => {
    await expect(connection(answers).crm.changesSince('yesterday')).rejects.toMatchObject({ code: 'cursor' });
  });
});

describe('a status', () => {
  const schema = { 'GET R3/Schema/Project/#': statuses, 'PUT R3/Project/#': { Id: 16_001 } };

  it.each(['2603', 'Finalizat', 'finalizat '])('is set on the card by id or label: %s', async status => {
    const { crm, calls } = connection(schema);
    await crm.setStatus(inCrm, status);
    expect(calls.at(-1)).toMatchObject({ name: 'PUT R3/Project/#', sent: { StatusId: 2603 } });
  });

  it('that nobody knows is refused before anything is sent', async () => {
    const { crm, done } = connection(schema);
    await expect(crm.setStatus(inCrm, 'Gata')).rejects.toMatchObject({ kind: 'invalid', code: 'no-such-status' });
    expect(done()).toEqual(['GET R3/Schema/Project/#']);
  });

  it('is reached by a step of the order where the settings say so, and only once', async () => {
    const steps = { Finalizat: 'Complete' };
    const answers = {
      ...schema,
      'GET R3/Project/#': card,
      'GET Order/List': list(listed),
      'POST Order/#/Complete': {},
    };
    const { crm, done } = connection(answers, { steps });
    await crm.setStatus(inCrm, '2603');
    expect(done().at(-1)).toBe('POST Order/#/Complete');
    const already = connection({ ...answers, 'GET R3/Project/#': { ...card, StatusId: 'Finalizat' } }, { steps });
    await already.crm.setStatus(inCrm, '2603');
    expect(already.done()).not.toContain('POST Order/#/Complete');
  });

  it('that the order cannot go to from where it is says so', async () => {
    const answers = { ...schema, 'GET R3/Project/#': card, 'GET Order/List': list(listed) };
    const refusing = { ...answers, 'POST Order/#/Storno': text(405) };
    const { crm } = connection(refusing, { steps: { 2603: 'Storno' } });
    await expect(crm.setStatus(inCrm, '2603')).rejects.toMatchObject({ kind: 'conflict', code: 'http-405' });
    const draft = connection({ ...answers, 'GET Order/List': list() }, { steps: { 2603: 'Storno' } });
    await expect(draft.crm.setStatus(inCrm, '2603')).rejects.toMatchObject({ code: 'order-not-listed' });
  });
});

describe('a payment', () => {
  const answers = { 'GET Order/List': list(listed), 'POST Order/#/Paid': {}, 'PUT R3/ToDo': { Id: 1 } };
  const paid = { method: 'card', amount: ron(242), status: 'paid' as const };

  it('of all of it makes the order paid, once', async () => {
    const { crm, done } = connection(answers);
    await crm.recordPayment(inCrm, paid);
    expect(done()).toEqual(['GET Order/List', 'POST Order/#/Paid']);
    const again = connection({ ...answers, 'GET Order/List': list({ ...listed, Paid: '2026-11-21' }) });
    await again.crm.recordPayment(inCrm, paid);
    expect(again.done()).toEqual(['GET Order/List']);
  });

  it.each([
    ['of a part', { ...paid, amount: ron(100) }, 'Plată: card, 100.00 RON, paid'],
    ['of a part that says so', { ...paid, status: 'part-paid' as const }, 'Plată: card, 242.00 RON, part-paid'],
    [
      'that went back',
      { ...paid, status: 'refunded' as const, note: 'retur' },
      'Plată: card, 242.00 RON, refunded, retur',
    ],
  ])('%s is a task on the card', async (_, fact, Comment) => {
    const { crm, calls, done } = connection(answers);
    await crm.recordPayment(inCrm, fact);
    expect(done()).not.toContain('POST Order/#/Paid');
    expect(calls.at(-1)?.sent).toEqual({
      ...{ ProjectId: 16_001, Comment, Status: 'Open', Deadline: '2026-11-21 13:00:00' },
    });
    const known = connection({ ...answers, 'GET R3/ToDoList/#': list({ Id: 1, Comment }) });
    await known.crm.recordPayment(inCrm, fact);
    expect(known.done()).not.toContain('PUT R3/ToDo');
  });

  it('of an order that cannot be paid yet is a task too', async () => {
    const { crm, done } = connection({ ...answers, 'POST Order/#/Paid': text(405) });
    await crm.recordPayment(inCrm, paid);
    expect(done().at(-1)).toBe('PUT R3/ToDo');
  });

  it('that is still to come says nothing', async () => {
    const { crm, done } = connection(answers);
    await crm.recordPayment(inCrm, { ...paid, status: 'pending' });
    expect(done()).toEqual([]);
  });
});

describe('a customer', () => {
  const basket = {
    lines: [{ sku: '010', name: 'Pizza', quantity: 2, price: ron(36) }],
    url: 'https://shop.example/cart',
    at: '2026-11-20T10:00:00+02:00',
  };
  const fact = {
    ...{ id: 'u-1', name: 'Ion Popescu', email: 'ion@example.com', phone: '+40721234567' },
    ...{ registeredAt: '2026-11-01T10:00:00+02:00', disabled: false, basket },
  };
  const sent = async (schema: object, ...facts: (typeof fact | Omit<typeof fact, 'basket'>)[]) => {
    const { crm, keep } = connection({ 'GET R3/Schema/Project/#': schema });
    for (const each of facts) await crm.saveCustomer(each);
    return keep.offers.map(({ text: xml }) => cardIn(xml) as Record<string, unknown>);
  };

  it('is a card of the Webshop module with all that is told of it, and no order', async () => {
    const [told] = await sent({ Webshop_RegistrationDate: 'DateTime' }, fact);
    expect(told).toMatchObject({
      ...{ '@Id': '1', Name: 'Ion Popescu', CategoryId: '21', StatusId: 'Înregistrat' },
      Webshop_RegistrationDate: '2026-11-01 09:00:00',
      Webshop_Disabled: '0',
      Webshop_LostBasketContent: '2 × Pizza (010)\nhttps://shop.example/cart',
      Webshop_LostBasketDate: '2026-11-20 09:00:00',
      Webshop_LostBasketValue: '72.00',
      Webshop_AllLostBasket: '1',
    });
    expect(told).not.toHaveProperty('Orders');
  });

  it('has its fields spelled as the module’s schema has them', async () => {
    const [plain] = await sent({ WebshopRegistrationDate: 'DateTime' }, fact);
    expect(plain).toHaveProperty('WebshopDisabled', '0');
    const [unsaid] = await sent({}, fact);
    expect(unsaid).toHaveProperty('Webshop_Disabled', '0');
  });

  it('counts the baskets it left, each once', async () => {
    const other = { ...fact, basket: { ...basket, at: '2026-11-21T10:00:00+02:00' } };
    const told = await sent({}, fact, fact, other);
    expect(told.map(each => each['Webshop_AllLostBasket'])).toEqual(['1', '1', '2']);
  });

  it('keeps what is not told', async () => {
    const { basket: _, ...rest } = fact;
    const [told] = await sent({}, rest);
    expect(Object.keys(told ?? {}).filter(name => name.includes('Basket'))).toEqual([]);
  });

  it('is the customer of the orders with its e-mail', async () => {
    const { crm, keep } = connection({ 'GET R3/Schema/Project/#': {}, 'GET R3/Project': list(row) });
    await crm.saveCustomer(fact);
    await crm.submitOrder(order({ customer: { email: 'ION@example.com', phone: '+40721234567' } }), createMemo(), '');
    expect(keep.offers.map(({ text: xml }) => cardIn(xml)['@Id'])).toEqual(['1', '1']);
  });
});

it('tells what went wrong after the file was read as what nobody knows', async () => {
  const broken = new CrmFailure('R3/Project', { kind: 'unavailable', taken: 'no', code: 'ECONNREFUSED' });
  const { crm } = connection({ 'GET R3/Project': broken });
  const told = crm.submitOrder(order(), createMemo(), '');
  await expect(told).rejects.toMatchObject({ kind: 'unavailable', taken: 'unknown', code: 'ECONNREFUSED' });
});
