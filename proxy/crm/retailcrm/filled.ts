/** JSON without the keys that have no value: the CRM takes an empty one for an order to clear the field. */
export const filled = <Fields extends Record<string, unknown>>(fields: Fields): Fields | undefined => {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return kept.length > 0 ? (Object.fromEntries(kept) as Fields) : undefined;
};
