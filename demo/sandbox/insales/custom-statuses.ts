/** `/admin/custom_statuses` (InSales help, custom statuses). */
import { z } from 'zod';
import type { Account } from './account.ts';
import { done, forbidden, Invalid, json, notFound } from './answers.ts';
import { systemNames } from './directories.ts';
import type { CustomStatus } from './records.ts';
import type { Handler } from './requests.ts';
import { type ListedStatus, listedStatuses, statusOf } from './status-list.ts';
import { offsetTime } from './times.ts';
import { changes, envelope, validate } from './validation.ts';

const MADE_AT = Date.UTC(2026, 0, 12, 8);

const statusSchema = z.object({
  title: z.string({ error: 'не может быть пустым' }).min(1, 'не может быть пустым'),
  system_status: z.enum(systemNames, { error: 'имеет неверное значение' }),
  color: z
    .string()
    .regex(/^#[\dA-F]{6}$/i, 'имеет неверное значение')
    .optional(),
});

function viewOf({ settings }: Account, status: ListedStatus): object {
  const time = offsetTime(MADE_AT, settings.timeZone);
  return { ...status, created_at: time, updated_at: time };
}

/** Where the owner has the feature switched off, clients of the API are refused; no document tells how. */
function ifEnabled(handler: Handler): Handler {
  return (account, request) => (account.settings.customStatuses ? handler(account, request) : forbidden);
}

export const listStatuses = ifEnabled(account =>
  json(
    200,
    listedStatuses(account).map(each => viewOf(account, each)),
  ),
);

export const getStatus = ifEnabled((account, request) => {
  const found = statusOf(account, request.segment());
  return found ? json(200, viewOf(account, found)) : notFound;
});

export const postStatus = ifEnabled((account, { body }) => {
  const fields = validate(statusSchema, envelope(body, 'custom_status'), account.settings);
  const id = account.nextId('status');
  const made: CustomStatus = {
    ...{ id, permalink: `status-${id}`, title: fields.title, system_status: fields.system_status, is_default: false },
    ...{ color: fields.color ?? '#DC5F59', position: account.customStatuses.size + 1 },
  };
  account.customStatuses.set(made.permalink, made);
  return json(201, viewOf(account, made));
});

export const putStatus = ifEnabled((account, request) => {
  const known = account.customStatuses.get(request.segment());
  if (!known) return notFound;
  const fields = validate(statusSchema.partial(), changes(request.body, 'custom_status'), account.settings);
  account.customStatuses.set(known.permalink, {
    ...known,
    title: fields.title ?? known.title,
    color: fields.color ?? known.color,
    system_status: fields.system_status ?? known.system_status,
  });
  return done;
});

export const deleteStatus = ifEnabled((account, request) => {
  const permalink = request.segment();
  if (!account.customStatuses.has(permalink)) return notFound;
  if ([...account.orders.values()].some(({ status }) => status === permalink)) {
    throw new Invalid({ base: ['Статус используется в заказах'] });
  }
  account.customStatuses.delete(permalink);
  return done;
});
