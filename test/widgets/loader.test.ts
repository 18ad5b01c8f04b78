import { equal, mount, ok, unmountAll, until } from './kit.ts';

// Texts of the page itself; they are there before any widget is.
const texts = document.createElement('script');
texts.type = 'application/json';
texts.dataset['crmStrings'] = 'en';
texts.textContent = JSON.stringify({ 'availability.unknown': 'Call us' });
document.head.append(texts);

describe('the loader', () => {
  afterEach(unmountAll);

  it('loads a widget when its tag comes near the screen, and not before', async () => {
    const far = mount(
      '<div style="position:absolute;inset-block-start:9000px"><crm-certificate endpoint="/mock"></crm-certificate></div>',
    );
    await import('../../widgets/loader.ts');
    const near = mount('<div><crm-availability sku="X" endpoint="/mock"></crm-availability></div>');
    await until(() => near.querySelector(':defined'), 'a tag that came later');
    await until(() => near.querySelector('*')?.shadowRoot?.textContent?.includes('Call us'), 'a text of the page');
    equal(customElements.get('crm-certificate'), undefined, 'a tag far away');
    far.removeAttribute('style');
    await until(() => customElements.get('crm-certificate'), 'a tag that came near');
  });

  it('may be included twice', async () => {
    const again = '../../widgets/loader.ts?again';
    await import(again);
    const place = mount('<div><crm-order-status endpoint="/mock">Call us</crm-order-status></div>');
    equal(place.textContent, 'Call us', 'the fallback until then');
    await until(() => customElements.get('crm-order-status'), 'the widget');
    ok(place.querySelector('crm-order-status')?.shadowRoot, 'a shadow root');
  });

  it('looks into a shadow root it is shown, and passes on texts', async () => {
    const { discover, setStrings } = await import('../../widgets/loader.ts');
    const host = mount('<section></section>');
    const root = host.attachShadow({ mode: 'open' });
    discover(root);
    const tag = document.createElement('crm-certificate');
    tag.lang = 'uk';
    root.append(tag);
    await setStrings('uk', { 'certificate.title': 'Перевірити сертифікат' });
    await until(() => tag.shadowRoot?.textContent?.includes('Перевірити сертифікат'), 'the text');
  });
});
