// Every state of every widget: the mock's answer it stands on, and what a visitor does to come to it.
const phone = '+7 916 123-45-67';

const ask = text => async hands => {
  await hands.type('#order', text);
  await hands.submit();
};
const askFor = async (hands, selector) => {
  await ask('K7-4821')(hands);
  await hands.type('.other input', phone);
  await hands.submit('.other button');
  await hands.until(selector);
};
const check = async hands => {
  await hands.type('#code', '700100');
  await hands.submit();
};

const orderStatus = {
  idle: {},
  missing: { does: hands => hands.submit() },
  checking: { mock: 'slow', does: ask('K7-4821') },
  'found-by-phone': { does: ask(phone) },
  'found-by-number': { does: ask('K7-4821') },
  'found-by-both': { does: hands => askFor(hands, '[part="total"]') },
  'not-yours': { mock: 'not-yours', does: hands => askFor(hands, '.other [aria-invalid="true"]') },
  ...Object.fromEntries(
    ['new', 'confirmed', 'preparing', 'ready', 'shipping', 'delivered', 'cancelled', 'returned', 'own-status'].map(
      stage => [stage, { mock: stage, does: ask('K7-4821') }],
    ),
  ),
  empty: { mock: 'empty', does: ask('K7-0000') },
  limited: { mock: 'limited', does: ask('K7-4821') },
  failed: { mock: 'failed', does: ask('K7-4821') },
  network: { mock: 'cut', does: ask('K7-4821') },
  offline: { mock: 'cut', isOffline: true, does: ask('K7-4821') },
};

const certificate = {
  idle: {},
  missing: { does: hands => hands.submit() },
  checking: { mock: 'slow', does: check },
  ...Object.fromEntries(
    ['money', 'percent', 'product', 'points', 'used', 'expired', 'unconfirmed', 'not-found'].map(state => [
      state,
      { mock: state, does: check },
    ]),
  ),
  handed: {
    mock: 'money',
    hasCheckout: true,
    does: async hands => {
      await check(hands);
      await hands.press('.actions .primary');
    },
  },
  limited: { mock: 'limited', does: check },
  failed: { mock: 'failed', does: check },
  network: { mock: 'cut', does: check },
  offline: { mock: 'cut', isOffline: true, does: check },
};

const availability = {
  loading: { mock: 'slow' },
  list: {},
  'with-order': { hasCheckout: true },
  more: { mock: 'more' },
  stale: { mock: 'stale' },
  empty: { mock: 'empty' },
  'search-none': { mock: 'search-none', does: hands => hands.type('#search', 'борщ') },
  limited: { mock: 'limited' },
  failed: { mock: 'failed' },
  network: { mock: 'cut' },
  offline: { mock: 'cut', isOffline: true },
};

const badge = {
  loading: { mock: 'slow', sku: '001' },
  'in-stock': { sku: '001' },
  low: { sku: '002' },
  out: { sku: '005' },
  reduced: { sku: '010' },
  unknown: { sku: '021' },
  missing: { sku: '999' },
  failed: { mock: 'failed', sku: '001' },
};

export const widgets = {
  'order-status': { tag: 'crm-order-status', states: orderStatus },
  certificate: { tag: 'crm-certificate', states: certificate },
  availability: { tag: 'crm-availability', states: availability },
  badge: { tag: 'crm-availability', states: badge },
};
