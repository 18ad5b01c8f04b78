import type { Connection } from '../crm/connection.ts';
import type { Directory, MappedCode } from '../crm/crm.ts';
import { out } from './common.ts';
import { type Checkout, compare } from './compare.ts';

const show = (directory: Directory): void => {
  for (const [subject, entries] of Object.entries(directory)) {
    out(`  ${subject}: ${entries.map(({ code, name }) => `${code} ${name}`).join(', ') || 'none'}`);
  }
};

/** The codes that a connection's config names, those of its statuses among them, by where they stand in the file. */
const mappedIn = ({ name, manifest, config }: Connection): MappedCode[] => {
  const codes = [
    ...(manifest.mapped?.(config.settings) ?? []),
    ...config.statuses.map(({ code }, index) => ({ path: `statuses.${index}.code`, subject: 'statuses', code })),
  ];
  return codes.map(each => ({ ...each, path: `connections.${name}.${each.path}` }));
};

/**
 * Shows what the CRM lists and says which codes of the config are not there, and which pairs are not allowed. What the
 * CRM does not list is no fault. @throws CrmFailure
 */
export const checkCodes = async (connection: Connection, shop: Checkout): Promise<boolean> => {
  const { methods, manifest } = connection;
  const directory = (await methods.directory?.()) ?? {};
  show(directory);
  const { right, faults, untold } = compare(mappedIn(connection), directory, shop);
  for (const fault of faults) out(`  WRONG: ${fault}`);
  if (right > 0) out(`  codes: ${right} of the config are there`);
  const others = [...untold].map(([subject, count]) => `${subject} (${count})`).join(', ');
  if (others) out(`  codes not compared, for ${manifest.title} lists none of these: ${others}`);
  return faults.length === 0;
};
