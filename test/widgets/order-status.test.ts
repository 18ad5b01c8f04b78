import '../../widgets/order-status/order-status.ts';
import { CrmOrderAcceptedEvent, type CrmOrderChangedEvent } from '../../widgets/core/events.ts';
import type { CrmOrderStatus } from '../../widgets/order-status/order-status.ts';
import { accepted, FakeEventSource, FakeProxy, found, order, problem, rub } from './fake.ts';
import { equal, find, get, mount, ok, reads, said, submit, textOf, type, unmountAll, until } from './kit.ts';

describe('<crm-order-status> behaves', () => {
  let proxy: FakeProxy;
  let element: CrmOrderStatus;
  beforeEach(async () => {
    proxy = new FakeProxy();
    element = mount<CrmOrderStatus>('<crm-order-status endpoint="/mock"></crm-order-status>');
    await element.updateComplete;
  });
  afterEach(() => {
    unmountAll();
    proxy.restore();
  });

  const stream = () => until(() => FakeEventSource.all.at(-1), 'a stream');

  it('says under the field what it understood', async () => {
    type(element, '8 (916) 123-45-67');
    await reads(element, 'by phone +7 916 123‑45‑67');
    equal(get<HTMLInputElement>(element, 'input').value, '+7 916 123-45-67', 'a finished number');
    type(element, 'K7-4821');
    await reads(element, 'order K7-4821');
    equal(proxy.to('order-status').length, 0, 'questions before one is sent');
  });

  it('shows a phone of the shop’s country as an example, once it knows it', async () => {
    proxy.on('shop', { body: { phoneCountry: 'UA', capabilities: { orderStatus: 'number-or-phone' } } });
    const theirs = mount<CrmOrderStatus>('<crm-order-status endpoint="/kyiv"></crm-order-status>');
    await reads(theirs, 'For example K7-4821');
    theirs.focus();
    await reads(theirs, 'For example K7-4821 or +380 67 123‑45‑67');
  });

  it('asks with a body, never with an address', async () => {
    proxy.on('order-status', found());
    await submit(element, '89161234567');
    await reads(element, 'no such order');
    const [asked] = proxy.to('order-status');
    equal([asked?.method, asked?.body, asked?.url.search], ['POST', { phone: '+79161234567' }, '']);
    ok(
      proxy.seen.every(({ url }) => !url.href.includes('916')),
      'no phone in any address',
    );
  });

  it('asks for something before it sends nothing', async () => {
    get<HTMLFormElement>(element, 'form').requestSubmit();
    await reads(element, 'Please fill this in');
    equal(get(element, 'input').getAttribute('aria-invalid'), 'true');
    equal(element.shadowRoot?.activeElement?.localName, 'input', 'focus');
    equal(proxy.to('order-status').length, 0, 'questions');
  });

  it('shows the colour that the shop’s own status has beside its name', async () => {
    proxy.on('order-status', found(order({ stage: 'preparing', status: 'Пакуется', colour: '#e68116' })));
    await submit(element, 'K7-4821');
    await reads(element, 'Пакуется');
    equal(get(element, '.dot circle').getAttribute('fill'), '#e68116');
    equal(get(element, '.dot').parentElement?.textContent, 'Пакуется', 'what it stands beside');
    const plain = mount<CrmOrderStatus>('<crm-order-status endpoint="/plain"></crm-order-status>');
    await plain.updateComplete;
    proxy.on('order-status', found(order({ stage: 'preparing', status: 'Пакуется' })));
    await submit(plain, 'K7-4821');
    await reads(plain, 'Пакуется');
    equal(find(plain, '.dot'), null);
  });

  it('shows the order with its line of steps, moves the focus and says so', async () => {
    proxy.on('order-status', found(order({ stage: 'ready' })));
    await submit(element, 'K7-4821');
    await reads(element, 'Order K7-4821');
    equal(element.shadowRoot?.querySelectorAll('.steps .done').length, 3, 'steps done');
    equal(get(element, '[aria-current=step]').textContent, 'Ready');
    await until(() => element.shadowRoot?.activeElement?.localName === 'h2', 'the focus on the heading');
    equal(said(element), '1 order found');
  });

  it('offers to add what was not given, and keeps the answer when that fails', async () => {
    proxy.on('order-status', found(order()));
    await submit(element, 'K7-4821');
    await reads(element, 'Add your phone');
    proxy.on('order-status', found());
    await submit(element, '+79161234567', '.other form');
    await until(() => get(element, '.other').textContent?.includes('no such order'), 'a word about the phone');
    ok(textOf(element).includes('Order K7-4821'), 'the order still there');
    proxy.on(
      'order-status',
      found(order({ total: rub(129000), tracking: { number: 'RB1', url: 'javascript:alert(1)' } })),
    );
    await submit(element, '+79161234567', '.other form');
    await reads(element, '₽1,290');
    equal(proxy.to('order-status').at(-1)?.body, { number: 'K7-4821', phone: '+79161234567' }, 'both');
    equal(find(element, 'a'), null, 'a link that is none');
    equal(find(element, '.other'), null, 'the offer after both');
  });

  it('follows the orders live', async () => {
    proxy.on('order-status', found(order()));
    const changes: CrmOrderChangedEvent[] = [];
    document.addEventListener('crm-order-changed', event => changes.push(event), { once: true });
    await submit(element, 'K7-4821');
    const source = await stream();
    ok(source.url.endsWith('/mock/v1/watch?ticket=ticket-1'), 'the ticket in the address');
    source.open();
    source.send([order({ stage: 'shipping', status: null })]);
    await reads(element, 'On its way');
    equal(said(element), 'Order K7-4821: On its way');
    equal(changes[0]?.order.stage, 'shipping', 'event');
    source.send([order({ number: 'X1-0000', stage: 'new' }), order({ stage: 'delivered', status: null })]);
    await until(() => source.readyState === FakeEventSource.CLOSED, 'the end of watching');
    ok(!textOf(element).includes('X1-0000'), 'nobody else’s order');
  });

  it('shares one stream with others who watch the same, and ends it with the last', async () => {
    proxy.on('order-status', found(order()));
    const second = mount<CrmOrderStatus>('<crm-order-status endpoint="/mock"></crm-order-status>');
    await second.updateComplete;
    await submit(element, 'K7-4821');
    const source = await stream();
    await submit(second, 'K7-4821');
    await reads(second, 'Order K7-4821');
    equal(FakeEventSource.all.length, 1, 'streams');
    element.remove();
    equal(source.readyState === FakeEventSource.CLOSED, false, 'closed with one left');
    second.remove();
    equal(source.readyState, FakeEventSource.CLOSED, 'state after the last');
  });

  it('opens a stream again when it is put back', async () => {
    proxy.on('order-status', found(order()));
    await submit(element, 'K7-4821');
    await stream();
    element.remove();
    mount('<p></p>').append(element);
    await until(() => FakeEventSource.all.length === 2, 'a second stream');
  });

  it('asks again, for a fresh ticket, when the stream is refused', async () => {
    element.show(accepted());
    (await stream()).fail();
    proxy.on('orders/unguessable', { body: accepted({ stage: 'confirmed', ticket: 'ticket-10' }) });
    window.dispatchEvent(new Event('online'));
    await reads(element, 'Confirmed');
    await until(() => FakeEventSource.all.at(-1)?.url.endsWith('ticket=ticket-10'), 'a stream with the new ticket');
  });

  it('shows the order that the checkout on the page was accepted with', async () => {
    mount('<p></p>').dispatchEvent(new CrmOrderAcceptedEvent({ order: accepted() }));
    await reads(element, 'Order K7-9000');
    ok(textOf(element).includes('We will call you.'), 'the notice');
    ok((await stream()).url.includes('ticket-9'), 'the ticket of that order');
    equal(find(element, '.other'), null, 'no offer: everything is known');
  });

  it('begins with the number the page gives', async () => {
    element.setAttribute('number', 'K7-1111');
    await element.updateComplete;
    equal(get<HTMLInputElement>(element, 'input').value, 'K7-1111');
    equal(proxy.seen.length, 0, 'questions');
  });

  it('counts down and does not send while it must wait', async () => {
    proxy.on('order-status', problem(429, 'limited', { retryAfter: 45 }));
    await submit(element, 'K7-4821');
    await reads(element, 'in 45 seconds');
    get<HTMLFormElement>(element, 'form').requestSubmit();
    equal(proxy.to('order-status').length, 1, 'questions');
  });

  it('says that the visitor is offline, and tries again when they are back', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    proxy.on('order-status', 'down');
    await submit(element, 'K7-4821');
    await reads(element, 'You are offline');
    Reflect.deleteProperty(navigator, 'onLine');
    proxy.on('order-status', found(order()));
    window.dispatchEvent(new Event('online'));
    await reads(element, 'Order K7-4821');
  });

  it('says in the proxy’s words what is wrong with a question, and repeats it on request', async () => {
    proxy.on('order-status', problem(400, 'invalid'));
    await submit(element, 'K7-4821');
    await reads(element, 'Problem: invalid');
    proxy.on('order-status', found(order()));
    get(element, '.alert button').click();
    await reads(element, 'Order K7-4821');
  });

  it('asks for the number alone where the shop does not look by phone', async () => {
    element.remove();
    proxy.on('shop', { body: { phoneCountry: 'UA', capabilities: { orderStatus: 'number' } } });
    element = mount<CrmOrderStatus>('<crm-order-status endpoint="/number-only"></crm-order-status>');
    await element.updateComplete;
    get(element, 'input').focus();
    await until(() => get(element, 'label').textContent === 'Order number', 'the label');
  });
});
