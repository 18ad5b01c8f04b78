/** Pages of a list (RetailCRM API rules). */
import { refusals } from './answers.ts';
import type { Request } from './request.ts';

const DEFAULT_LIMIT = 20;
/** The vendor's PHP client lists these; 250 only by the methods of stock. */
export const PAGE_LIMITS: readonly number[] = [20, 50, 100];
export const STOCK_PAGE_LIMITS: readonly number[] = [...PAGE_LIMITS, 250];

export interface Page<T> {
  readonly pagination: {
    readonly limit: number;
    readonly totalCount: number;
    readonly currentPage: number;
    readonly totalPageCount: number;
  };
  readonly page: readonly T[];
}

/** The page that was asked for. What no document tells: a limit off the list, or a page below 1, is refused. */
export function paginate<T>(request: Request, all: readonly T[], limits = PAGE_LIMITS): Page<T> {
  const limit = Number(request.text('limit') || DEFAULT_LIMIT);
  const currentPage = Number(request.text('page') || 1);
  const errors = {
    ...(limits.includes(limit) ? {} : { 'children[limit]': 'The value you selected is not a valid choice.' }),
    ...(Number.isInteger(currentPage) && currentPage > 0 ? {} : { 'children[page]': 'This value is not valid.' }),
  };
  if (Object.keys(errors).length > 0) throw refusals.badParameters(errors);
  return {
    pagination: { limit, totalCount: all.length, currentPage, totalPageCount: Math.ceil(all.length / limit) },
    page: all.slice((currentPage - 1) * limit, currentPage * limit),
  };
}
