import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openReceiver, until } from '../open.ts';
import { CLIENT, openAmocrm, REDIRECT } from './open.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Amocrm = Awaited<ReturnType<typeof openAmocrm>>;

/** Presses a button of the consent page, and says where it led. */
async function consent({ url }: Amocrm, decision: 'allow' | 'deny', redirectUri = REDIRECT): Promise<Response> {
  const query = new URLSearchParams({
    client_id: CLIENT.client_id,
    state: 's-1',
    mode: 'popup',
    redirect_uri: redirectUri,
  });
  const page = await (await fetch(`${url}/oauth?${query}`)).text();
  const form = new URLSearchParams({ decision });
  for (const [input] of page.matchAll(/<input[^>]+>/g)) {
    form.set(/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  form.set('redirect_uri', redirectUri);
  return fetch(`${url}/oauth`, { method: 'POST', body: form, redirect: 'manual' });
}

async function codeOf(amocrm: Amocrm): Promise<string> {
  const location = new URL((await consent(amocrm, 'allow')).headers.get('location') ?? '');
  return location.searchParams.get('code') ?? '';
}

const exchange = (amocrm: Amocrm, code: string) => amocrm.tokens({ grant_type: 'authorization_code', code });
const refresh = (amocrm: Amocrm, refresh_token: string) =>
  amocrm.tokens({ grant_type: 'refresh_token', refresh_token });
const statusWith = async (amocrm: Amocrm, token: string) =>
  (await amocrm.send('GET', '/account', undefined, token)).status;

describe('consent', () => {
  it('leads back with a code, the address of the account, and the state', async () => {
    const amocrm = await openAmocrm();
    const response = await consent(amocrm, 'allow');
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe(REDIRECT);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      ...{ code: expect.any(String), state: 's-1', referer: new URL(amocrm.url).host },
    });
  });

  it('that is refused says so', async () => {
    const location = new URL((await consent(await openAmocrm(), 'deny')).headers.get('location') ?? '');
    expect(Object.fromEntries(location.searchParams)).toEqual({ error: 'access_denied', state: 's-1' });
  });

  it('goes to the registered address alone, and by default to this machine alone', async () => {
    const amocrm = await openAmocrm();
    expect((await consent(amocrm, 'allow', 'https://elsewhere.example/')).status).toBe(400);
    await amocrm.set({ redirectUri: 'https://shop.example/oauth' });
    const response = await consent(amocrm, 'allow', 'http://127.0.0.1/other');
    expect(response.headers.get('location')).toMatch(/^https:\/\/shop\.example\/oauth\?code=/);
  });

  it('shows the code to whoever has no page to go back to', async () => {
    const amocrm = await openAmocrm();
    const page = await (await consent(amocrm, 'allow', '')).text();
    const code = /<pre id="code">(\w+)</.exec(page)?.[1] ?? '';
    expect((await exchange(amocrm, code)).status).toBe(200);
  });

  it('proposes the demo’s proxy where the link names no address', async () => {
    const { url } = await openAmocrm();
    const page = await (await fetch(`${url}/oauth?client_id=${CLIENT.client_id}&state=s-1&mode=popup`)).text();
    expect(page).toContain(`value="http://127.0.0.1:${Number(new URL(url).port) - 1}/connect/kitchen"`);
  });

  it('writes nothing into its page that came with the link', async () => {
    const { url } = await openAmocrm();
    const page = await (await fetch(`${url}/oauth?client_id=${CLIENT.client_id}&state=%22%3E%3Cscript%3E`)).text();
    expect(page).not.toContain('<script>');
    expect((await fetch(`${url}/oauth?client_id=other`)).status).toBe(404);
  });
});

describe('a code', () => {
  it('is exchanged once, for a pair that opens the account for a day', async () => {
    const amocrm = await openAmocrm();
    const code = await codeOf(amocrm);
    const { status, body } = await exchange(amocrm, code);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    expect(body.access_token.split('.')).toHaveLength(3);
    expect(await statusWith(amocrm, body.access_token)).toBe(200);
    expect((await exchange(amocrm, code)).status).toBe(400);
  });

  it('is good for twenty minutes of the CRM’s own', async () => {
    let now = Date.UTC(2026, 10, 22, 12);
    const amocrm = await openAmocrm({ speed: 60, now: () => now });
    const [first, second] = [await codeOf(amocrm), await codeOf(amocrm)];
    now += 19_000;
    expect((await exchange(amocrm, first)).status).toBe(200);
    now += 2_000;
    expect((await exchange(amocrm, second)).body).toMatchObject({ status: 400 });
  });

  it('needs the secret and the address it was sent to', async () => {
    const amocrm = await openAmocrm();
    const code = await codeOf(amocrm);
    const grant = { grant_type: 'authorization_code', code };
    expect((await amocrm.tokens({ ...grant, client_secret: 'wrong' })).status).toBe(401);
    expect((await amocrm.tokens({ ...grant, redirect_uri: 'http://127.0.0.1/other' })).status).toBe(401);
    expect((await amocrm.tokens({ ...grant, redirect_uri: undefined })).status).toBe(400);
    expect((await amocrm.tokens({ ...grant, grant_type: 'password' })).status).toBe(400);
    expect((await exchange(amocrm, code)).status).toBe(200);
  });

  it('may be sent as a form', async () => {
    const amocrm = await openAmocrm();
    const fields = { ...CLIENT, grant_type: 'authorization_code', redirect_uri: REDIRECT, code: await codeOf(amocrm) };
    const body = new URLSearchParams(fields);
    expect((await fetch(`${amocrm.url}/oauth2/access_token`, { method: 'POST', body })).status).toBe(200);
  });
});

describe('a refresh token', () => {
  it('is spent by its use, and its successor is not', async () => {
    const amocrm = await openAmocrm();
    const first = (await exchange(amocrm, await codeOf(amocrm))).body;
    const second = (await refresh(amocrm, first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await refresh(amocrm, first.refresh_token)).toMatchObject({
      ...{ status: 401, body: { hint: 'Token has been revoked', status: 401 } },
    });
    expect((await refresh(amocrm, second.refresh_token)).status).toBe(200);
  });

  it('can be one that stays good until its successor is used', async () => {
    const amocrm = await openAmocrm({ settings: { refreshReuse: 'until-used' } });
    const first = (await exchange(amocrm, await codeOf(amocrm))).body;
    await refresh(amocrm, first.refresh_token);
    const second = await refresh(amocrm, first.refresh_token);
    expect(second.status).toBe(200);
    expect(await statusWith(amocrm, second.body.access_token)).toBe(200);
    expect((await refresh(amocrm, first.refresh_token)).status).toBe(401);
  });

  it('outlives the access token by three months', async () => {
    let now = Date.UTC(2026, 10, 22, 12);
    const amocrm = await openAmocrm({ speed: 1, now: () => now });
    const pair = (await exchange(amocrm, await codeOf(amocrm))).body;
    now += DAY + 1;
    expect(await statusWith(amocrm, pair.access_token)).toBe(401);
    now += 80 * DAY;
    const next = (await refresh(amocrm, pair.refresh_token)).body;
    expect(await statusWith(amocrm, next.access_token)).toBe(200);
    now += 91 * DAY;
    expect((await refresh(amocrm, next.refresh_token)).status).toBe(401);
  });

  it('tells whose account it is for', async () => {
    const amocrm = await openAmocrm();
    const { refresh_token } = (await exchange(amocrm, await codeOf(amocrm))).body;
    const ask = (token: string) =>
      fetch(`${amocrm.url}/oauth2/account/current/subdomain`, { headers: { 'x-refresh-token': token } });
    expect(await (await ask(refresh_token)).json()).toMatchObject({ domain: new URL(amocrm.url).host });
    expect((await ask('other')).status).toBe(401);
  });
});

describe('an integration that is switched off', () => {
  it('opens nothing any more, until it is let in anew', async () => {
    const amocrm = await openAmocrm();
    const pair = (await exchange(amocrm, await codeOf(amocrm))).body;
    await amocrm.set({ connected: false });
    const refused = await amocrm.call('GET', '/account', undefined, pair.access_token);
    expect(refused).toMatchObject({ status: 401, type: 'application/problem+json', body: { title: 'Unauthorized' } });
    expect(await statusWith(amocrm, amocrm.token)).toBe(401);
    expect((await refresh(amocrm, pair.refresh_token)).status).toBe(401);

    const anew = (await exchange(amocrm, await codeOf(amocrm))).body;
    expect(await statusWith(amocrm, anew.access_token)).toBe(200);
    expect(await statusWith(amocrm, pair.access_token)).toBe(401);
  });

  it('is told, under a signature', async () => {
    const site = await openReceiver();
    const amocrm = await openAmocrm({ settings: { disconnectHookUrl: `${site.url}/gone?a=1` } });
    await amocrm.set({ connected: false });
    const { method, path } = await until(() => site.received[0]);
    const query = new URL(path, site.url).searchParams;
    const signed = `${CLIENT.client_id}|${query.get('account_id')}`;
    expect([method, query.get('a'), query.get('client_uuid')]).toEqual(['GET', '1', CLIENT.client_id]);
    expect(query.get('signature')).toBe(createHmac('sha256', CLIENT.client_secret).update(signed).digest('hex'));
  });
});
