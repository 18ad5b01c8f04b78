import type { CrmStatus, InCrm } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { idOf, stateRef } from './refs.ts';
import { stageIn } from './stages.ts';
import { Created, Metadata, type OrderRow, type State } from './wire.ts';

const OPERATION = 'entity/customerorder/metadata';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const readMetadata = ({ api }: Pick<Context, 'api'>): Promise<Metadata> =>
  api.call({ operation: OPERATION }, Metadata);

export type ReadMetadata = () => Promise<Metadata>;

const statusOf = ({ id, name, stateType }: State): CrmStatus => {
  const stage = stageIn(stateType, name);
  return { code: id, name, ...(stage && { stage }) };
};

/** The account's states by id. Trouble leaves bare ids: a name is no reason to lose a status. */
export const statusesOf = async (read: ReadMetadata): Promise<(row: OrderRow) => CrmStatus | null> => {
  const states = await read().then(
    metadata => metadata.states,
    () => [],
  );
  const byId = new Map(states.map(state => [state.id, statusOf(state)]));
  return ({ state }) => {
    if (!state) return null;
    const code = idOf(state.meta.href);
    return byId.get(code) ?? { code, ...(state.name && { name: state.name }) };
  };
};

const stateOf = async (read: ReadMetadata, status: string): Promise<string> => {
  if (UUID.test(status)) return status;
  const { states } = await read();
  const found = states.find(({ name }) => name.toLowerCase() === status.trim().toLowerCase());
  if (found) return found.id;
  const kind = states.length > 0 ? 'invalid' : 'protocol';
  throw new CrmFailure(OPERATION, { kind, taken: 'no', code: 'no-such-state' });
};

/** Sets a state, by its id or its name. */
export const setStatus = async (
  { api }: Context,
  read: ReadMetadata,
  { ref }: InCrm,
  status: string,
): Promise<void> => {
  const operation = 'entity/customerorder';
  const body = { state: stateRef(await stateOf(read, status)) };
  await api.call({ operation, path: `${operation}/${encodeURIComponent(ref)}`, method: 'PUT', body }, Created);
};
