/** A field's value, as it is sent: a number is the field's id, anything else its handle. */
export type SentField = { field_id: number; value: string } | { handle: string; value: string };

export const fieldOf = (key: string, value: string): SentField =>
  /^\d+$/.test(key) ? { field_id: Number(key), value } : { handle: key, value };
