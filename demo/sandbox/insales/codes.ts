/** `/admin/discount_codes`. There is no filter by the code itself: no document or client has one. */
import { z } from 'zod';
import { localTime } from '../kit/zoned-time.ts';
import type { Account } from './account.ts';
import { done, Invalid, json, notFound } from './answers.ts';
import { page } from './lists.ts';
import type { DiscountCode } from './records.ts';
import type { Handler } from './requests.ts';
import { isDay, offsetTime } from './times.ts';
import { amount, changes, envelope, flag, number, text, validate } from './validation.ts';

const codeSchema = z.object({
  code: z.string({ error: 'не может быть пустым' }).min(1, 'не может быть пустым'),
  type_id: z.union([z.literal(1), z.literal(2)], { error: 'имеет неверное значение' }),
  discount: number.refine(value => value > 0, 'должна быть больше 0'),
  description: text,
  disabled: flag,
  act_once: flag,
  act_once_for_client: flag,
  expired_at: z.string().refine(isDay, 'не является датой').nullish(),
  min_price: amount,
});

type CodeBody = Partial<z.infer<typeof codeSchema>>;

function viewOf({ settings }: Account, each: DiscountCode): object {
  const { id, code, typeId, discount, description, disabled, actOnce, actOnceForClient, expiredAt, minPrice } = each;
  return {
    ...{ id, code, type_id: typeId, discount, description, disabled, act_once: actOnce },
    ...{ act_once_for_client: actOnceForClient, expired_at: expiredAt, min_price: minPrice },
    ...(settings.showWorked ? { worked: each.worked === (settings.workedMeans === 'used') } : {}),
    created_at: offsetTime(each.createdAt, settings.timeZone),
    updated_at: offsetTime(each.updatedAt, settings.timeZone),
  };
}

export const listCodes: Handler = (account, request) =>
  page(request, { rows: [...account.codes.values()], view: each => viewOf(account, each) });

export const getCode: Handler = (account, request) => {
  const found = account.codes.get(request.id());
  return found ? json(200, viewOf(account, found)) : notFound;
};

export const postCode: Handler = (account, { body }) => {
  const fields = validate(codeSchema, envelope(body, 'discount_code'), account.settings);
  refuseTwin(account, 0, fields.code);
  const now = account.now();
  const made: DiscountCode = {
    ...{ id: account.nextId('code'), code: fields.code, typeId: fields.type_id, discount: fields.discount },
    ...{ description: null, disabled: false, actOnce: false, actOnceForClient: false, expiredAt: null, minPrice: null },
    ...{ worked: false, createdAt: now, updatedAt: now },
  };
  const full = { ...made, ...patchOf(fields, made) };
  account.codes.set(full.id, full);
  return json(201, viewOf(account, full));
};

export const putCode: Handler = (account, request) => {
  const known = account.codes.get(request.id());
  if (!known) return notFound;
  const fields = validate(codeSchema.partial(), changes(request.body, 'discount_code'), account.settings);
  if (fields.code) refuseTwin(account, known.id, fields.code);
  const changed = { ...known, ...patchOf(fields, known), updatedAt: account.now() };
  account.codes.set(known.id, changed);
  return json(200, viewOf(account, changed));
};

export const deleteCode: Handler = ({ codes }, request) => (codes.delete(request.id()) ? done : notFound);

function patchOf(fields: CodeBody, known: DiscountCode): Partial<DiscountCode> {
  return {
    code: fields.code ?? known.code,
    typeId: fields.type_id ?? known.typeId,
    discount: fields.discount ?? known.discount,
    disabled: fields.disabled ?? known.disabled,
    actOnce: fields.act_once ?? known.actOnce,
    actOnceForClient: fields.act_once_for_client ?? known.actOnceForClient,
    description: fields.description === undefined ? known.description : fields.description,
    expiredAt: fields.expired_at === undefined ? known.expiredAt : fields.expired_at,
    minPrice: fields.min_price === undefined ? known.minPrice : fields.min_price,
  };
}

function refuseTwin({ codes }: Account, own: number, code: string): void {
  const isTwin = (each: DiscountCode): boolean => each.id !== own && each.code.toLowerCase() === code.toLowerCase();
  if ([...codes.values()].some(isTwin)) throw new Invalid({ code: ['уже существует'] });
}

/** The code of this name that an order of such a sum may still use. */
export function usableCode(account: Account, name: string, sum: number): DiscountCode | undefined {
  const today = localTime(account.kit.clock.now(), account.settings.timeZone).slice(0, 10);
  const found = [...account.codes.values()].find(({ code }) => code.toLowerCase() === name.trim().toLowerCase());
  if (!found || found.disabled || (found.actOnce && found.worked)) return undefined;
  if (found.expiredAt !== null && found.expiredAt < today) return undefined;
  return found.minPrice !== null && sum < found.minPrice ? undefined : found;
}

/** Writes down that an order has used a code. */
export function useCode(account: Account, code: DiscountCode): void {
  account.codes.set(code.id, { ...code, worked: true, updatedAt: account.now() });
}
