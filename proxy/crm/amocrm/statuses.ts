import type { CrmStatus, InCrm } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { colourIn } from '../text.ts';
import type { Api, Context } from './api.ts';
import { stageIn } from './stages.ts';
import { type Lead, Pipeline, type Status, writtenIn } from './wire.ts';

/** Pipelines seldom change. */
export const PIPELINES_MS = 10 * 60_000;

export type ReadPipelines = () => Promise<Pipeline[]>;

/** They come all at once (documentation, pipelines). */
export const readPipelines = async (api: Api): Promise<Pipeline[]> =>
  (await api.rows({ operation: 'leads/pipelines' }, 'pipelines', Pipeline)).rows;

/** Statuses are numbered by pipeline, and 142 and 143 are in each: only both ids together name one. */
export const codeOf = (pipeline: string, status: string): string => `${pipeline}:${status}`;

const firstOf = ({ _embedded: { statuses } }: Pipeline): Status | undefined =>
  statuses.filter(({ type }) => type !== 1).sort((a, b) => (a.sort ?? 0) - (b.sort ?? 0))[0];

const statusIn = (pipeline: Pipeline, status: Status): CrmStatus => {
  const stage = stageIn(status, firstOf(pipeline)?.id === status.id);
  const colour = colourIn(status.color);
  const code = codeOf(pipeline.id, status.id);
  return { code, name: status.name, ...(stage && { stage }), ...(colour && { colour }) };
};

/** Every status by its code. */
export const statusesOf = (pipelines: readonly Pipeline[]): Map<string, CrmStatus> =>
  new Map(
    pipelines
      .flatMap(pipeline => pipeline._embedded.statuses.map(status => statusIn(pipeline, status)))
      .map(status => [status.code, status]),
  );

/** The status of each lead. That names cannot be read now is no reason to lose it. */
export const readStatuses = async (read: ReadPipelines): Promise<(lead: Lead) => CrmStatus> => {
  const known = await read().then(statusesOf, () => new Map<string, CrmStatus>());
  return ({ pipeline_id, status_id }) => {
    const code = codeOf(pipeline_id, status_id);
    return known.get(code) ?? { code };
  };
};

const bodyOf = (code: string) => {
  const [pipeline, status] = code.split(':');
  return { pipeline_id: Number(pipeline), status_id: Number(status) };
};

/** A code as it is, or the one of this name: in the main pipeline where several have it. @throws CrmFailure */
const resolve = async (read: ReadPipelines, wanted: string): Promise<string> => {
  if (/^[1-9]\d*:[1-9]\d*$/.test(wanted)) return wanted;
  const pipelines = (await read()).toSorted((a, b) => Number(b.is_main ?? false) - Number(a.is_main ?? false));
  for (const { id, _embedded } of pipelines) {
    const found = _embedded.statuses.find(({ name }) => name.toLowerCase() === wanted.trim().toLowerCase());
    if (found) return codeOf(id, found.id);
  }
  const kind = pipelines.length > 0 ? 'invalid' : 'protocol';
  throw new CrmFailure('leads/pipelines', { kind, taken: 'no', code: 'no-such-status' });
};

/** Sets a status, by its code or its name. */
export const setStatus = async (
  { api }: Context,
  read: ReadPipelines,
  { ref }: InCrm,
  status: string,
): Promise<void> => {
  const body = bodyOf(await resolve(read, status));
  const path = `leads/${encodeURIComponent(ref)}`;
  await api.call({ method: 'PATCH', operation: 'leads/{id}', path, body }, writtenIn('leads'));
};
