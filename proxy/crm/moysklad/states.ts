import type { CrmStatus, InCrm } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { idOf, stateRef } from './refs.ts';
import { stageIn } from './stages.ts';
import { Created, Metadata, type OrderRow, type State } from './wire.ts';

const OPERATION = 'entity/customerorder/metadata';
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const readMetadata = ({ api }: Pick<Context, 'api'>): Promise<Metadata> =>
  api.call({ operation: OPERATION }, Metadata);

export type ReadMetadata = () => Promise<Metadata>;

/** A state is known by its name, as in MoySklad itself: its id is nowhere to be seen there. */
const statusOf = ({ name, stateType, color }: Pick<State, 'name' | 'stateType' | 'color'>): CrmStatus => {
  const stage = stageIn(stateType, name);
  const colour = colourOf(color);
  return { code: name, name, ...(stage && { stage }), ...(colour && { colour }) };
};

/** RGB in one number (documentation, States). */
export const colourOf = (color: number | undefined): string | undefined =>
  color === undefined ? undefined : `#${(color & 0xff_ff_ff).toString(16).padStart(6, '0')}`;

/** The status of an order: from its expanded state, else from the account's list; null where it has none. */
export const statusIn = async ({ state }: OrderRow, read: ReadMetadata): Promise<CrmStatus | null> => {
  if (!state) return null;
  const { name, stateType, color, meta } = state;
  if (name) return statusOf({ name, stateType, color });
  const id = idOf(meta.href);
  const found = (await read()).states.find(each => each.id === id);
  return found ? statusOf(found) : { code: id };
};

/** The id of a state that is given by id or name. @throws CrmFailure */
export const stateOf = async (read: ReadMetadata, status: string): Promise<string> => {
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
