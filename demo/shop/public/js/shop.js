// The shop's own few lines of script: dishes go into the checkout, and the basket button counts them.
const checkout = document.querySelector('crm-checkout');
const toBasket = document.querySelector('.to-basket');
const said = document.querySelector('[data-said]');
const addedFor = 1600;

/** An accepted order is on show and its cart with it; the next dish begins a new one. */
let isOrdered = false;

const isEnglish = () => document.documentElement.lang === 'en';

function count() {
  const pieces = isOrdered ? 0 : (checkout.cart ?? []).reduce((sum, { quantity = 1 }) => sum + quantity, 0);
  toBasket.querySelector('b').textContent = String(pieces);
  toBasket.hidden = pieces === 0;
}

async function add(button) {
  const sku = button.dataset.add;
  const name = button.closest('.dish').querySelector('h3').textContent;
  button.classList.add('added');
  setTimeout(() => button.classList.remove('added'), addedFor);
  said.textContent = `${isEnglish() ? 'Added' : 'В заказе'}: ${name}`;
  // A quick visitor may be here before the checkout is.
  await customElements.whenDefined('crm-checkout');
  isOrdered = false;
  checkout.addLine({ sku, quantity: 1, name });
  count();
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-add]');
  if (button) void add(button);
});
// The widgets tell of lines added elsewhere and of the order that empties the basket; by the next turn the cart is up to date.
for (const type of ['crm-line-add', 'crm-order-accepted']) {
  document.addEventListener(type, () => {
    isOrdered = type === 'crm-order-accepted';
    setTimeout(count);
  });
}
checkout.addEventListener('click', () => setTimeout(count));
void customElements.whenDefined('crm-checkout').then(() => setTimeout(count));
