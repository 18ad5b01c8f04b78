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

let statuses;

/** The statuses in the order an order goes through them, with their names where the CRM has names. */
async function loadStatuses() {
  const data = await read(door('data'));
  const named = new Map((data.details?.statuses ?? []).map(status => [status.code, status]));
  const all = data.statuses.map(code => ({
    code,
    name: named.get(code)?.name ?? code,
    cancelled: named.get(code)?.cancelled,
  }));
  const cancelled = all.find(status => status.cancelled) ?? all.at(-1);
  return {
    all,
    way: all.filter(status => status !== cancelled && !status.cancelled),
    cancelled,
    before: data.orders.length,
  };
}

/** All there is to show, asked at once. */
export async function look() {
  statuses ??= await loadStatuses();
  const [orders, { faults }, tally, news] = await Promise.all([
    read(door('orders')),
    read(door('faults')),
    read(backend('tally')),
    read(backend('news')),
  ]);
  return { statuses, orders, faults, tally, news };
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
