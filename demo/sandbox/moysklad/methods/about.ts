/** What the account is: who asks, its settings, types of prices, and the metadata of its types. */
import type { Answer } from '../../kit/sandbox.ts';
import { under } from '../account.ts';
import { attributesUnder, dictionaries } from '../data/attributes.ts';
import { CHARACTERISTICS } from '../data/catalogue.ts';
import { defaultPriceType, employee, rouble } from '../data/directories.ts';
import { ok, Refusal, refusals } from '../http/answers.ts';
import { metaOf } from '../http/meta.ts';
import { renderEntity } from '../http/render.ts';
import { asObject, type Request } from '../http/request.ts';
import { kindOf } from '../kinds/index.ts';
import { addCharacteristic } from '../kinds/variant.ts';
import { named } from './entities.ts';

/** How long MoySklad's tokens are (MoySklad's Java SDK, its test of tokens). */
const TOKEN_LENGTH = 40;

/** Makes a token; the one before it is of no use any more (MoySklad API 1.2, authentication). */
export function makeToken({ account, isBasic }: Request): Answer {
  if (!isBasic) throw new Refusal(403, 1016, 'Токен выдается только по логину и паролю');
  const token = `${account.newId('token')}${account.newId('token')}`.replaceAll('-', '').slice(0, TOKEN_LENGTH);
  account.settings = { ...account.settings, token };
  return ok({ access_token: token });
}

export function showEmployee(request: Request): Answer {
  return ok(renderEntity(request, employee));
}

export function showCompany(request: Request): Answer {
  const { settings } = request.account;
  return ok({
    meta: metaAt(request, 'companysettings'),
    currency: renderEntity(request, rouble),
    priceTypes: priceTypesOf(request),
    discountStrategy: 'bySum',
    globalOperationNumbering: settings.uniqueNames,
    checkShippingStock: false,
    checkMinPrice: false,
    useRecycleBin: settings.recycleBin,
    useCompanyAddress: false,
    accountCountry: 'RU',
  });
}

export function listPriceTypes(request: Request): Answer {
  return ok(priceTypesOf(request));
}

export function showDefaultPriceType(request: Request): Answer {
  return ok(renderEntity(request, defaultPriceType));
}

export function showPriceType(request: Request): Answer {
  return ok(renderEntity(request, named(request)));
}

function priceTypesOf(request: Request): readonly object[] {
  return under(request.account, 'context/companysettings/pricetype').map(each => renderEntity(request, each));
}

export function showCompanyMetadata(request: Request): Answer {
  const customEntities = dictionaries.map(({ id, name }) => ({
    meta: { ...metaAt(request, 'customentitymetadata', `${request.path}/customEntities/${id}`) },
    name,
    entityMeta: metaAt(request, 'customentity', `entity/customentity/${id}`),
    createShared: false,
  }));
  return ok({ meta: metaAt(request, 'companysettings'), customEntities });
}

/** The metadata of a type; its additional fields are in it as a list (MoySklad API 1.2; the OpenAPI has a reference). */
export function showMetadata(request: Request): Answer {
  const { path, account, base } = request;
  const type = path.split('/')[1] ?? '';
  if (path.startsWith('entity/') && !kindOf(type)) throw refusals.unknownPath();
  const states = under(account, `${path}/states`).map(each => renderEntity(request, each));
  return ok({
    meta: { href: `${base}${path}`, mediaType: 'application/json' },
    ...(attributesUnder(path).length > 0 ? { attributes: attributesAt(request, path) } : {}),
    ...(states.length > 0 ? { states } : {}),
    ...(type === 'variant' ? { characteristics: characteristicsOf(request) } : {}),
    createShared: false,
  });
}

/** Characteristics of variants that there are from now on: one, or several. */
export function makeCharacteristics(request: Request): Answer {
  const sent = request.body();
  const made = [sent].flat().map(each => {
    const { name } = asObject(each);
    if (typeof name !== 'string' || name === '') throw refusals.required('name');
    return renderEntity(request, addCharacteristic(request.account, name));
  });
  return ok(Array.isArray(sent) ? made : made[0]);
}

export function listCharacteristics(request: Request): Answer {
  return ok({ meta: metaAt(request, 'attributemetadata'), characteristics: characteristicsOf(request) });
}

function characteristicsOf(request: Request): readonly object[] {
  return under(request.account, CHARACTERISTICS).map(each => renderEntity(request, each));
}

export function listAttributes(request: Request): Answer {
  const rows = attributesAt(request, request.path.replace(/\/attributes$/, ''));
  const meta = metaAt(request, 'attributemetadata');
  return ok({ meta: { ...meta, size: rows.length, limit: 1000, offset: 0 }, rows });
}

export function showAttribute(request: Request): Answer {
  const [found] = attributesAt(request, request.path.replace(/\/attributes\/.*$/, ''), request.path);
  if (!found) throw refusals.notFound(request.path);
  return ok(found);
}

export function showState(request: Request): Answer {
  return ok(renderEntity(request, named(request)));
}

export function showCodeRules(request: Request): Answer {
  const type = request.path.split('/')[1] ?? '';
  const { uniqueCodes } = request.account.settings;
  return ok({
    meta: metaAt(request, `${type}settings`),
    ...(type === 'assortment' ? { barcodeRules: { fillEAN13Barcode: false, weightBarcode: false } } : {}),
    uniqueCodeRules: { checkUniqueCode: uniqueCodes, fillUniqueCode: false },
    createShared: false,
  });
}

function attributesAt(request: Request, path: string, only?: string): readonly object[] {
  return attributesUnder(path)
    .filter(each => only === undefined || each.path === only)
    .map(({ path: at, id, name, type, required }) => ({
      meta: metaOf(request, { type: 'attributemetadata', path: at }),
      ...{ id, name, type, required, show: true },
    }));
}

function metaAt({ base, path }: Request, type: string, at = path): object {
  return { href: `${base}${at}`, type, mediaType: 'application/json' };
}
