/** The page on which the owner of an account lets an integration in (in life on www.amocrm.ru, for all accounts). */
import { formFields } from '../../kit/body.ts';
import type { Answer, Call } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { company } from '../data/company.ts';
import { page } from '../http/answers.ts';
import { isAllowedRedirect } from './redirects.ts';

/** What came with the link, handed on by the form. */
interface Wish {
  readonly clientId: string;
  readonly state: string | null;
  readonly redirectUri: string;
}

/**
 * `GET /oauth?client_id&state&mode`. The link need not have an address: the registered one counts, if there is one. If
 * not, the page asks for it, and proposes that of the demo's proxy, which listens one port below.
 */
export function showConsent({ settings }: Account, { url: { searchParams: query }, headers }: Call): Answer {
  const wish: Wish = {
    clientId: query.get('client_id') ?? '',
    state: query.get('state'),
    redirectUri: settings.redirectUri || (query.get('redirect_uri') ?? demoProxy(headers.host)),
  };
  if (wish.clientId !== settings.clientId) return document(404, '<p>Такой интеграции нет.</p>');
  return document(200, consentForm(wish, settings.redirectUri === ''));
}

/** What the form says: back to the integration with a code, or with the news that it was refused. */
export async function takeConsent(account: Account, { headers, body }: Call): Promise<Answer> {
  const { settings, grants } = account;
  const fields = new Map(await formFields(headers['content-type'], body));
  if (fields.get('client_id') !== settings.clientId) return document(404, '<p>Такой интеграции нет.</p>');
  const redirectUri = settings.redirectUri || (fields.get('redirect_uri') ?? '');
  if (redirectUri !== '' && !isAllowedRedirect(settings, redirectUri)) {
    return document(400, '<p>Интеграция не указывала такого Redirect URI.</p>');
  }
  const isAllowed = fields.get('decision') === 'allow';
  if (isAllowed) account.switchOn();
  const state = fields.get('state');
  if (redirectUri === '') {
    return document(200, isAllowed ? codeToCopy(grants.issueCode(null)) : '<p>Доступ не предоставлен.</p>');
  }
  const answer: Record<string, string> = isAllowed
    ? { code: grants.issueCode(redirectUri), referer: headers.host ?? '', platform: '1' }
    : { error: 'access_denied' };
  return redirect(redirectUri, { ...answer, ...(state === undefined ? {} : { state }) });
}

function demoProxy(host = ''): string {
  const [name = '', port = ''] = host.split(':');
  return `http://${name}:${Number(port) - 1}/connect/kitchen`;
}

function redirect(address: string, answer: Readonly<Record<string, string>>): Answer {
  const location = new URL(address);
  for (const [name, value] of Object.entries(answer)) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href }, body: '' };
}

function consentForm({ clientId, state, redirectUri }: Wish, mayChange: boolean): string {
  const hidden = (name: string, value: string): string =>
    `<input type="hidden" name="${name}" value="${escaped(value)}">`;
  const address = `<p><label>Redirect URI интеграции (пусто: показать код)<br>
<input name="redirect_uri" type="url" size="60" value="${escaped(redirectUri)}"></label></p>`;
  return `<p>Интеграция <b>Сайт</b> просит доступ к аккаунту <b>${escaped(company.name)}</b>.</p>
<form method="post" action="/oauth">${hidden('client_id', clientId)}${state === null ? '' : hidden('state', state)}
${mayChange ? address : ''}
<button name="decision" value="allow">Разрешить</button> <button name="decision" value="deny">Отказать</button>
</form>`;
}

/** As in the integration's own window, for whoever has no page to be sent back to. */
function codeToCopy(code: string): string {
  return `<p>Код авторизации, действует 20 минут:</p><pre id="code">${code}</pre>`;
}

function document(status: number, body: string): Answer {
  return page(status, `<!doctype html><html lang="ru"><meta charset="utf-8"><title>amoCRM</title>${body}</html>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}
