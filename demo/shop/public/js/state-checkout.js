// The states of the checkout, in a list of their own since there are many.
const cart = [
  { sku: '001', quantity: 2, name: 'Ролл «Сливочный лосось»' },
  { sku: '010', quantity: 1, name: 'Пицца «Маргарита», 30 см' },
  { sku: '005', quantity: 1, name: 'Гункан с икрой лосося' },
];
const two = cart.slice(0, 2);

const give = lines => async hands => {
  hands.element.cart = lines;
  await hands.until('.send');
};
const priced = async hands => {
  await give(two)(hands);
  await hands.until('dl.totals');
};
const fill = async hands => {
  await priced(hands);
  await hands.type('[id="customer.name"]', 'Вера');
  await hands.type('[id="customer.phone"]', '+7 916 123-45-67');
  await hands.type('[id="delivery.address.street"]', 'Мира');
  await hands.type('[id="delivery.address.house"]', '17');
  const consent = await hands.until('[id="consent"]');
  if (!consent.checked) consent.click();
};
const send = async hands => {
  await fill(hands);
  await hands.submit('.send');
};
const withCertificate = async hands => {
  await priced(hands);
  await hands.type('[id="certificate"]', '700999');
  await hands.press('[id="certificate"] + button');
};

export const checkout = {
  tag: 'crm-checkout',
  states: {
    loading: { mock: 'slow' },
    closed: { mock: 'shop-failed' },
    empty: {},
    cart: { does: priced },
    removed: {
      does: async hands => {
        await priced(hands);
        await hands.press('[part~="line"] button:last-of-type, .remove');
      },
    },
    filled: { does: fill },
    pickup: {
      does: async hands => {
        await fill(hands);
        await hands.press('input[value="pickup"]');
      },
    },
    problems: { mock: 'problems', does: give(cart) },
    unpriced: { mock: 'unpriced', does: priced },
    'quote-failed': { mock: 'quote-failed', does: give(two) },
    certificate: { does: withCertificate },
    'certificate-refused': { mock: 'bad-certificate', does: withCertificate },
    'certificate-later': { mock: 'certificate-later', does: withCertificate },
    missing: {
      does: async hands => {
        await priced(hands);
        await hands.submit('.send');
      },
    },
    'field-errors': { mock: 'field-errors', does: send },
    sending: { mock: 'slow-orders', does: send },
    'total-changed': { mock: 'total-changed', does: send },
    'already-ordered': { mock: 'already-ordered', does: send },
    limited: { mock: 'limited', does: send },
    refused: { mock: 'refused', does: send },
    unsure: { mock: 'failed', does: send },
    offline: { mock: 'cut', isOffline: true, does: send },
    accepted: { does: send },
    attention: { mock: 'parked', does: send },
  },
};
