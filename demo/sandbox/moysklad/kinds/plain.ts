/** Types that the sandbox only shows. */
import { commonFilters, type Kind } from './kind.ts';

const shown = (type: string, filters: Kind['filters'] = {}): Kind => ({
  type,
  filters: { ...commonFilters, ...filters },
  search: ['name', 'description'],
});

export const organization = shown('organization', { legalTitle: 'text', inn: 'text' });
export const employee = shown('employee');
export const group = shown('group');
export const store = shown('store', { address: 'text' });
export const currency = shown('currency', { isoCode: 'text', default: 'flag' });
export const uom = shown('uom');
export const saleschannel = shown('saleschannel', { type: 'text' });
// The shop has none of these; callers look them up all the same.
export const bundle = shown('bundle', { article: 'text', barcode: 'text' });
export const project = shown('project');
export const country = shown('country');
export const region = shown('region');
export const expenseitem = shown('expenseitem');
export const contract = shown('contract', { agent: 'ref' });
