import { createHash } from 'node:crypto';

/** What meta.href must begin with, wherever the call itself goes (error 1059). */
const HOME = 'https://api.moysklad.ru/api/remap/1.2';

/** A reference to something in MoySklad. */
export interface Ref {
  meta: { href: string; type: string; mediaType: 'application/json' };
}

const refTo = (path: string, type: string): Ref => ({
  meta: { href: `${HOME}/${path}`, type, mediaType: 'application/json' },
});

export const refOf = (type: string, id: string): Ref => refTo(`entity/${type}/${id}`, type);

export const stateRef = (id: string): Ref => refTo(`entity/customerorder/metadata/states/${id}`, 'state');

export const attributeRef = (id: string): Ref =>
  refTo(`entity/customerorder/metadata/attributes/${id}`, 'attributemetadata');

export const priceTypeRef = (id: string): Ref => refTo(`context/companysettings/pricetype/${id}`, 'pricetype');

/** The id at the end of an href; rows of reports append a query to theirs. */
export const idOf = (href: string): string =>
  href
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
    .at(-1) ?? '';

/** The same thing, named by MoySklad's own host whatever host an answer came from. */
export const homeOf = ({ meta }: { meta: { href: string } }): Ref => {
  const [id = '', type = ''] = meta.href
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
    .reverse();
  return refOf(type, id);
};

const NAMESPACE = createHash('sha1').update('crm-widgets/moysklad').digest().subarray(0, 16);

/** The same UUID for the same name, whoever asks and whenever (RFC 9562, version 5). */
export const syncIdOf = (name: string): string => {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
