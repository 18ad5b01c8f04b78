/** Values of the shop's own fields: checked, kept, shown (amoCRM documentation, custom-fields). */
import { z } from 'zod';
import type { Field, FieldType } from './data/fields.ts';
import type { Report } from './http/validation.ts';
import type { FieldValue, Value } from './records.ts';

const valueBody = z.object({
  value: z.unknown(),
  enum_id: z.int().nullish(),
  enum_code: z.string().nullish(),
});

export const fieldsBody = z
  .array(
    z.object({
      field_id: z.int().nullish(),
      field_code: z.string().nullish(),
      values: z.array(valueBody).nullable(),
    }),
  )
  .nullish();

type ValueBody = z.infer<typeof valueBody>;
export type FieldsBody = z.infer<typeof fieldsBody>;

/** Finds fault with values. */
export function checkFields(fields: readonly Field[], body: FieldsBody, report: Report, path = ''): void {
  for (const [place, { field_id, field_code, values }] of (body ?? []).entries()) {
    const at = `${path}custom_fields_values.${place}`;
    const field = fieldOf(fields, field_id, field_code);
    if (!field) {
      report('NotSupportedChoice', field_id ? `${at}.field_id` : `${at}.field_code`);
      continue;
    }
    for (const [index, value] of (values ?? []).entries()) {
      const fault = faultOf(field, value);
      if (fault) report(fault, `${at}.values.${index}.${value.enum_id ? 'enum_id' : 'value'}`);
    }
  }
}

function fieldOf(fields: readonly Field[], id?: number | null, code?: string | null): Field | undefined {
  return fields.find(field => (id ? field.id === id : code && field.code === code));
}

function faultOf(field: Field, given: ValueBody): 'InvalidType' | 'NotSupportedChoice' | undefined {
  const kept = keep(field, given);
  if (kept !== undefined) return undefined;
  return field.enums ? 'NotSupportedChoice' : 'InvalidType';
}

/** The values after a change: a field that is given has its values replaced, or with none of them, goes. */
export function mergeFields(
  fields: readonly Field[],
  kept: readonly FieldValue[],
  body: FieldsBody,
): readonly FieldValue[] {
  const merged = new Map(kept.map(value => [value.fieldId, value]));
  for (const { field_id, field_code, values } of body ?? []) {
    const field = fieldOf(fields, field_id, field_code);
    if (!field) continue;
    const given = (values ?? []).flatMap(value => keep(field, value) ?? []);
    if (given.length === 0) merged.delete(field.id);
    else merged.set(field.id, { fieldId: field.id, values: given });
  }
  return [...merged.values()];
}

/** `undefined`: no value of this field. */
function keep(field: Field, { value, enum_id, enum_code }: ValueBody): Value | undefined {
  if (field.type === 'multitext') {
    const kind = enum_id ? field.enums?.find(each => each.id === enum_id) : kindOf(field, enum_code ?? 'WORK');
    const text = textOf(value);
    return kind && text !== undefined ? { value: text, enumId: kind.id } : undefined;
  }
  if (field.enums) {
    const chosen = field.enums.find(each =>
      enum_id ? each.id === enum_id : enum_code ? each.code === enum_code : each.value === value,
    );
    return chosen && { value: chosen.value, enumId: chosen.id };
  }
  const plain = plainValue(field.type, value);
  return plain === undefined ? undefined : { value: plain };
}

const kindOf = ({ enums }: Field, code: string) => enums?.find(each => each.code === code);

function plainValue(type: FieldType, value: unknown): Value['value'] | undefined {
  switch (type) {
    case 'numeric':
    case 'price':
      return numberText(value);
    case 'checkbox':
      return typeof value === 'boolean' ? value : ({ '1': true, '0': false } as Record<string, boolean>)[String(value)];
    case 'date':
    case 'date_time':
      return timeOf(value);
    default:
      return textOf(value);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Numbers are kept, and answered, as texts. */
function numberText(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}

/** Unix seconds, or a time as of RFC 3339. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,12}$/.test(value)) return Number(value);
  const read = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(read) ? undefined : Math.floor(read / 1_000);
}

/** `custom_fields_values` as it is answered: null where nothing is filled in. */
export function fieldsView(fields: readonly Field[], kept: readonly FieldValue[], more: object = {}): object[] | null {
  const shown = kept.flatMap(({ fieldId, values }) => {
    const field = fields.find(each => each.id === fieldId);
    if (!field) return [];
    const { id, name, code = null, type, enums } = field;
    const valueView = ({ value, enumId }: Value): object => {
      const code = enums?.find(each => each.id === enumId)?.code ?? null;
      return { value, ...(enumId === undefined ? {} : { enum_id: enumId, enum_code: code }) };
    };
    return [
      { field_id: id, field_name: name, field_code: code, field_type: type, values: values.map(valueView), ...more },
    ];
  });
  return shown.length > 0 ? shown : null;
}

/** The first value of the field of this code or name, as text. */
export function firstValue(fields: readonly Field[], kept: readonly FieldValue[], codeOrName: string): string {
  const field = fields.find(({ code, name }) => code === codeOrName || name === codeOrName);
  const value = kept.find(({ fieldId }) => fieldId === field?.id)?.values[0]?.value;
  return value === undefined ? '' : String(value);
}

/** Every value of the field of this code, as text. */
export function valuesOf(fields: readonly Field[], kept: readonly FieldValue[], code: string): readonly string[] {
  const field = fields.find(each => each.code === code);
  return (kept.find(({ fieldId }) => fieldId === field?.id)?.values ?? []).map(({ value }) => String(value));
}
