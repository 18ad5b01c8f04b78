/** What is answered to calls that make or change several things at once. */
import type { Answer } from '../../kit/sandbox.ts';
import { hal } from './answers.ts';
import { type ApiRequest, self } from './request.ts';

interface Made {
  readonly id: number;
}

interface Changed extends Made {
  readonly name: string;
  readonly updatedAt: number;
}

interface Asked {
  readonly request_id?: string | undefined;
}

/** Ids, with what came as `request_id`, or else the place in the call. */
export function createdAnswer(
  { base, path }: ApiRequest,
  type: string,
  made: readonly Made[],
  asked: readonly Asked[],
): Answer {
  const rows = made.map(({ id }, place) => ({
    ...{ id, request_id: asked[place]?.request_id ?? String(place) },
    ...self(`${base}/${type}/${id}`),
  }));
  return hal({ ...self(`${base}${path}`), _embedded: { [type]: rows } });
}

/** A list for a list; for one that the path names, it alone, as the vendor's PHP client reads it. */
export function changedAnswer(request: ApiRequest, type: string, changed: readonly Changed[]): Answer {
  const { base, path } = request;
  const rows = changed.map(({ id, name, updatedAt }) => ({
    ...{ id, name, updated_at: updatedAt },
    ...self(`${base}/${type}/${id}`),
  }));
  const [first] = rows;
  return hal(request.id() > 0 && first ? first : { ...self(`${base}${path}`), _embedded: { [type]: rows } });
}
