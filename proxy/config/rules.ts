import { isWithin } from '../crm/forward-rules.ts';
import type { ConfigFault, ConnectionConfig } from './config.ts';
import { nearest } from './faults.ts';
import { checkNamedForms } from './named-forms.ts';
import type { ParsedConfig } from './schema.ts';
import { checkUse } from './use.ts';

type Connections = Map<string, ConnectionConfig>;

const fault = (path: string, found: string, expected: string, suggestion: string | null = null): ConfigFault => ({
  path,
  found,
  expected,
  suggestion,
});

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

const checkAddresses = (config: ParsedConfig): ConfigFault[] => {
  const url = new URL(config.publicUrl);
  const plain = url.protocol === 'http:' && !isLoopback(url);
  return plain
    ? [
        fault(
          'publicUrl',
          config.publicUrl,
          'https: visitors send their phones there',
          config.publicUrl.replace('http:', 'https:'),
        ),
      ]
    : [];
};

const checkWords = ({ shop }: ParsedConfig): ConfigFault[] => {
  const faults: ConfigFault[] = [];
  try {
    new Intl.DateTimeFormat('en', { timeZone: shop.timezone });
  } catch {
    faults.push(
      fault(
        'shop.timezone',
        JSON.stringify(shop.timezone),
        'an IANA zone such as Europe/Moscow',
        nearest(shop.timezone, Intl.supportedValuesOf('timeZone')),
      ),
    );
  }
  if (!Intl.supportedValuesOf('currency').includes(shop.currency)) {
    faults.push(
      fault(
        'shop.currency',
        JSON.stringify(shop.currency),
        'an ISO 4217 code such as RUB',
        nearest(shop.currency, Intl.supportedValuesOf('currency')),
      ),
    );
  }
  return faults;
};

const checkDuplicates = (path: string, codes: string[]): ConfigFault[] =>
  codes
    .filter((code, index) => codes.indexOf(code) !== index)
    .map(code => fault(path, `${JSON.stringify(code)} twice`, 'each code once'));

/** What a plain form may fill, in its bracket names; everything about money is absent on purpose. */
const FORM_TARGET =
  /^(customer\[(name|firstName|lastName|company|phone|email)\]|delivery\[(method|pickupPoint|at|recipient\]\[(name|phone)|address\]\[\w+)\]|payment\[method\]|certificate|promoCode|persons|comment|consent|marketing\[utm_\w+\]|fields\[[\w-]+\]|lines\[\d+\]\[(sku|quantity)\]|name|phone|email|sku|quantity)$/;

const checkForms = (config: ParsedConfig): ConfigFault[] =>
  Object.entries(config.forms.fieldNames)
    .filter(([, target]) => !FORM_TARGET.test(target))
    .map(([name, target]) =>
      fault(
        `forms.fieldNames.${name}`,
        JSON.stringify(target),
        'a field a visitor may fill, such as customer[phone]; never a price, discount, card or payment',
      ),
    );

/** A visitor must never set a score, a card, a discount: what the adapter reads for those may not be a public field. */
const checkPublicFields = (config: ParsedConfig, connections: Connections): ConfigFault[] => {
  const open = new Set([
    ...config.shop.fields.map(field => field.name),
    ...Object.values(config.forms.fieldNames).map(target => target.replace(/^fields\[(.+)\]$/, 'fields.$1')),
  ]);
  return [...connections.values()].flatMap(connection =>
    (connection.crm.manifest.siteOnly?.(connection.settings) ?? [])
      .filter(({ from }) => open.has(from))
      .map(({ path, from }) =>
        fault(
          `connections.${connection.name}.${path}`,
          from,
          "a field only the site's back end fills: this one stands in a public form, and it sets money or a client's card",
        ),
      ),
  );
};

/** Nothing is open that the adapter does not know to be a harmless read. */
const checkForward = (connections: Connections): ConfigFault[] =>
  [...connections.values()].flatMap(({ name, forward, crm: { manifest } }) => {
    const paths = manifest.forward?.paths ?? [];
    const expected = paths.length > 0 ? `one of ${paths.join(', ')}` : `nothing: ${manifest.title} has no such paths`;
    return forward.flatMap((path, index) =>
      isWithin(path, paths)
        ? []
        : [fault(`connections.${name}.forward.${index}`, JSON.stringify(path), expected, nearest(path, paths))],
    );
  });

/** What no schema can say of one key alone. */
export const crossCheck = (config: ParsedConfig, connections: Connections): ConfigFault[] => [
  ...(Object.keys(config.connections).length === 0 ? [fault('connections', 'none', 'at least one connection')] : []),
  ...checkUse(config.use, Object.keys(config.connections), connections),
  ...checkAddresses(config),
  ...checkWords(config),
  ...checkDuplicates(
    'shop.delivery',
    config.shop.delivery.map(({ code }) => code),
  ),
  ...checkDuplicates(
    'shop.payment',
    config.shop.payment.map(({ code }) => code),
  ),
  ...checkForms(config),
  ...checkNamedForms(config),
  ...checkPublicFields(config, connections),
  ...checkForward(connections),
];
