import '../../widgets/certificate/certificate.ts';
import type { CrmCertificate } from '../../widgets/certificate/certificate.ts';
import type { CrmCertificateApplyEvent } from '../../widgets/core/events.ts';
import { certificate, FakeProxy, problem, rub } from './fake.ts';
import { equal, find, get, mount, ok, reads, said, submit, textOf, unmountAll, until } from './kit.ts';

describe('<crm-certificate> behaves', () => {
  let proxy: FakeProxy;
  let element: CrmCertificate;
  beforeEach(async () => {
    proxy = new FakeProxy();
    element = mount<CrmCertificate>('<crm-certificate endpoint="/mock"></crm-certificate>');
    await element.updateComplete;
  });
  afterEach(() => {
    unmountAll();
    proxy.restore();
  });

  const worths = [
    [certificate(), '₽5,000'],
    [certificate({ kind: 'percent', percent: 12.5 }), '12.5% off'],
    [certificate({ kind: 'product', product: { sku: '1', name: 'Coffee' } }), 'A gift: Coffee'],
    [certificate({ kind: 'points', amount: rub(50000) }), '500 points'],
  ] as const;
  for (const [answer, worth] of worths) {
    it(`tells that it is worth ${worth}`, async () => {
      proxy.on('certificate', answer);
      await submit(element, ' GIFT-1234 ');
      await reads(element, worth);
      ok(textOf(element).includes('Valid until March 31, 2027'), 'until when');
      ok(said(element).startsWith('Valid. '), 'said too');
      const [asked] = proxy.to('certificate');
      equal([asked?.body, asked?.url.search], [{ code: 'GIFT-1234' }, '']);
      ok(!get(element, '.root').outerHTML.includes('GIFT-1234'), 'the code itself nowhere in the page');
    });
  }

  it('tells one that is used or over from a good one, and does not offer to use it', async () => {
    mount('<crm-checkout></crm-checkout>');
    for (const [state, words] of [
      ['used', 'Already used'],
      ['expired', 'Expired'],
    ] as const) {
      proxy.on('certificate', certificate({ state }));
      await submit(element, 'X');
      await reads(element, words);
      equal(find(element, 'button.primary'), null, 'a button to use it');
      get(element, 'button').click();
      await until(() => find(element, 'form'), 'the form');
    }
  });

  it('says that there is none', async () => {
    proxy.on('certificate', problem(404, 'not-found'));
    await submit(element, 'X');
    await reads(element, 'no certificate with this code');
    equal(said(element), 'There is no certificate with this code');
  });

  it('offers to use it only where there is a checkout, and hands it over', async () => {
    proxy.on('certificate', certificate());
    await submit(element, 'GIFT-1234');
    await reads(element, 'Check another');
    equal(find(element, 'button.primary'), null, 'a button without a checkout');
    mount('<crm-checkout></crm-checkout>');
    element.requestUpdate();
    await element.updateComplete;
    const heard: CrmCertificateApplyEvent[] = [];
    document.addEventListener('crm-certificate-apply', event => heard.push(event), { once: true });
    get(element, 'button.primary').click();
    await reads(element, 'Added to your order');
    equal([heard[0]?.code, heard[0]?.target === element, heard[0]?.composed], ['GIFT-1234', true, true]);
    equal(said(element), 'Added to your order');
  });

  it('begins anew with an empty field that has the focus', async () => {
    proxy.on('certificate', certificate());
    await submit(element, 'GIFT-1234');
    await reads(element, 'Check another');
    get(element, 'button').click();
    await until(() => element.shadowRoot?.activeElement?.localName === 'input', 'the focus');
    equal(get<HTMLInputElement>(element, 'input').value, '');
  });
});
