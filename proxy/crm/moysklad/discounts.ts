/** What a position costs without discounts, and what is off that position alone, in kopecks. */
interface Priced {
  gross: number;
  off: number;
}

/**
 * The discount of each position in percent, and what of the order's discount no position could bear. MoySklad has no
 * discount on an order, only on positions, of at most 100 % (error 17008). Each position's share is a whole number of
 * kopecks, so that all of them add up to the visitor's total wherever MoySklad rounds.
 */
export const percentsOf = (
  positions: readonly Priced[],
  wanted: number,
): { percents: readonly number[]; left: number } => {
  const sum = positions.reduce((all, { gross, off }) => all + gross - off, 0);
  const taken = Math.min(Math.max(0, wanted), sum);
  let before = 0;
  const percents = positions.map(({ gross, off }) => {
    const share = sum > 0 ? Math.round((taken * (before + gross - off)) / sum) - Math.round((taken * before) / sum) : 0;
    before += gross - off;
    return gross > 0 ? Math.min(100, ((off + share) / gross) * 100) : 0;
  });
  return { percents, left: Math.max(0, Math.round(wanted - taken)) };
};
