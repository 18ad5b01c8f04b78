// The panel's calls: to the sandbox's back door, and to the shop's own back end.
const where = fetch('/where.json').then(answer => answer.json());

async function call(url, method = 'GET', body) {
  const answer = await fetch(url, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { ok: answer.ok, status: answer.status, body: text ? JSON.parse(text) : null };
}

const door = async (path, method, body) => call(`${(await where).backDoor}/__sandbox/${path}`, method, body);
const backend = (path, method) => call(`/backend/${path}`, method);
const read = async promise => (await promise).body;

let shop;

/** The statuses of the shop's config, in the order an order goes through them. */
async function loadShop() {
  const { statuses, sign } = await where;
  const way = statuses.filter(({ cancelled }) => !cancelled);
  return { sign, statuses: { all: statuses, way, cancelled: statuses.find(({ cancelled }) => cancelled) } };
}

/** All there is to show, asked at once. */
export async function look() {
  shop ??= await loadShop();
  const [orders, { faults }, tally, news] = await Promise.all([
    read(door('orders')),
    read(door('faults')),
    read(backend('tally')),
    read(backend('news')),
  ]);
  return { ...shop, orders, faults, tally, news };
}

export const setStatus = (ref, status) => door(`orders/${encodeURIComponent(ref)}/status`, 'POST', { status });
export const breakCrm = fault => door('faults', 'POST', { fault });
export const mendCrm = () => door('faults', 'DELETE');
export const orderFromSite = () => backend('order', 'POST');

/** Kills the proxy and resolves with the seconds it took to be back. */
export async function pullThePlug() {
  const { proxy } = await where;
  const began = performance.now();
  await backend('pull-the-plug', 'POST');
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 400));
    const isBack = await fetch(`${proxy}/crm-widgets.js`, { cache: 'no-store' }).then(
      answer => answer.ok,
      () => false,
    );
    if (isBack) return ((performance.now() - began) / 1000).toFixed(1);
  }
}
