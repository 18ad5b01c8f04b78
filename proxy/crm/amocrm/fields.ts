import type { Field } from './wire.ts';

/** A field's value as it is written: by id or by code (documentation, custom fields). */
export interface Written {
  field_id?: number;
  field_code?: string;
  values: { value: string | number | boolean; enum_code?: string; enum_id?: number }[];
}

const isId = (field: string): boolean => /^\d+$/.test(field);

export const fieldOf = (field: string, ...values: Written['values']): Written => ({
  ...(isId(field) ? { field_id: Number(field) } : { field_code: field }),
  values,
});

export const isField = ({ field_id, field_code }: Field, field: string): boolean =>
  isId(field) ? field_id === field : field_code === field;

/** The values of a field; prices and numbers are written as texts (documentation, lists). */
export const valuesIn = (fields: readonly Field[], field: string): unknown[] =>
  fields.filter(each => isField(each, field)).flatMap(({ values }) => values.map(({ value }) => value));

/** The first value of a field as a text, where it is one. */
export const textIn = (fields: readonly Field[], field: string | undefined): string | undefined => {
  const [value] = field === undefined ? [] : valuesIn(fields, field);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
};

/** Every text of a field. */
export const textsIn = (fields: readonly Field[], field: string): string[] =>
  valuesIn(fields, field).flatMap(value =>
    typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
  );
