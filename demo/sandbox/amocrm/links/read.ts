/** Reading links: of one card, or of several at once (amoCRM documentation, entity-links-api). */
import type { Answer } from '../../kit/sandbox.ts';
import { noContent, problem } from '../http/answers.ts';
import { valuesOf } from '../http/filters.ts';
import { whole } from '../http/lists.ts';
import type { ApiRequest, Handler } from '../http/request.ts';
import type { Link } from '../records.ts';
import { linked, metadataOf } from './of.ts';

const linkView = (link: Link): object => ({
  ...{ to_entity_id: link.toId, to_entity_type: link.toType, metadata: metadataOf(link) },
});

export const listLinks =
  (fromType: Link['fromType']): Handler =>
  (account, request) => {
    const [fromId, owner] = [request.id(), fromType === 'leads' ? account.leads : account.people];
    if (!owner.has(fromId)) return noContent();
    return filtered(request, linked(account, fromType, fromId), linkView);
  };

export const listLinksOfMany =
  (fromType: Link['fromType']): Handler =>
  (account, request) => {
    const ids = valuesOf(request, 'entity_id');
    if (ids.length === 0) return problem(400, 'Нужен filter[entity_id]');
    const rows = ids.flatMap(id => linked(account, fromType, Number(id)));
    return filtered(request, rows, link => ({
      ...{ entity_id: link.fromId, entity_type: link.fromType },
      ...linkView(link),
    }));
  };

/** The id and the type filter together only. */
function filtered(request: ApiRequest, links: readonly Link[], view: (link: Link) => object): Answer {
  const [ids, types, lists] = [
    valuesOf(request, 'to_entity_id'),
    valuesOf(request, 'to_entity_type'),
    valuesOf(request, 'to_catalog_id'),
  ];
  if (ids.length > 0 && types.length === 0) return problem(400, 'filter[to_entity_id] нужен с filter[to_entity_type]');
  const rows = links.filter(
    ({ toId, toType, catalogId }) =>
      (ids.length === 0 || ids.includes(String(toId))) &&
      (types.length === 0 || types.includes(toType)) &&
      (lists.length === 0 || lists.includes(String(catalogId))),
  );
  return whole(request, 'links', rows.map(view));
}
