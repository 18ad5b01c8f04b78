/** The lists themselves (amoCRM documentation, catalogs-api). */
import { BUILT_AT, type Catalog, catalogs } from '../data/catalogs.ts';
import { ACCOUNT_ID, OWNER_ID } from '../data/company.ts';
import { hal, noContent } from '../http/answers.ts';
import { list } from '../http/lists.ts';
import { type ApiRequest, type Handler, self } from '../http/request.ts';

export const listCatalogs: Handler = (_account, request) =>
  list(request, { name: 'catalogs', rows: catalogs, view: catalog => catalogView(request, catalog) });

export const getCatalog: Handler = (_account, request) => {
  const catalog = catalogs.find(({ id }) => id === request.id());
  return catalog ? hal(catalogView(request, catalog)) : noContent();
};

function catalogView({ base }: ApiRequest, { id, name, type, sort, canLinkMultiple }: Catalog): object {
  return {
    ...{ id, name, created_by: OWNER_ID, updated_by: OWNER_ID, created_at: BUILT_AT, updated_at: BUILT_AT, sort, type },
    ...{ can_add_elements: type !== 'invoices', can_show_in_cards: false, can_link_multiple: canLinkMultiple },
    ...{ can_be_deleted: type !== 'products', sdk_widget_code: null, account_id: ACCOUNT_ID },
    ...self(`${base}/catalogs/${id}`),
  };
}
