import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { Named } from './wire.ts';

const OPERATION = 'entity/organization';

/** The organization of the config. None is ever created: a wrong code is trouble of the connection. */
export const readOrganization = async ({ api, settings }: Context): Promise<Named> => {
  const filter = [['code', '=', settings.organization] as const];
  const rows = await api.rows({ operation: OPERATION, filter }, Named);
  const found = rows.find(({ code }) => code === settings.organization);
  if (found) return found;
  // Others instead of none: the filter was not heeded, and nothing is proven.
  const kind = rows.length > 0 ? 'protocol' : 'auth';
  throw new CrmFailure(OPERATION, { kind, taken: 'no', code: 'no-such-organization' });
};
