/** Something read seldom and wanted often: read once, shared by all who wait, believed for a while. */
export const createKept = <Value>(read: () => Promise<Value>, now: () => number, forMs = 10 * 60_000) => {
  let value: Promise<Value> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return (): Promise<Value> => {
    const age = now() - readAt;
    // Less than nothing: the clock was set back.
    if (value && age >= 0 && age < forMs) return value;
    readAt = now();
    const reading = read();
    value = reading;
    // What failed is asked for again at the next chance.
    reading.catch(() => {
      if (value === reading) value = null;
    });
    return reading;
  };
};
