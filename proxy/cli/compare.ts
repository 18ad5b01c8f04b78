import type { Config } from '../config/config.ts';
import { nearest } from '../config/faults.ts';
import type { Directory, DirectoryEntry, MappedCode } from '../crm/crm.ts';

/** What came of comparing a connection's codes with what the CRM itself knows. */
export interface Compared {
  /** How many codes stand where they should. */
  right: number;
  /** One line each. */
  faults: string[];
  /** Subjects of which the CRM told nothing, and how many codes of the config went unchecked for it. */
  untold: Map<string, number>;
}

/** What an order may say of delivery and payment, by the places a choice looks at. */
type Situation = Readonly<Record<string, string>>;

/** What of the shop decides which codes come together in an order. */
export type Checkout = Pick<Config['shop'], 'delivery' | 'payment'>;

const entriesOf = (directory: Directory, subject: string): DirectoryEntry[] | undefined =>
  Object.hasOwn(directory, subject) ? directory[subject] : undefined;

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

const isIn = (entries: readonly DirectoryEntry[], { code, byName }: MappedCode): boolean =>
  entries.some(entry => entry.code === code || (byName && (same(entry.code, code) || same(entry.name, code))));

/** The entry that was probably meant: by a like code, or because its name was written in the code's place. */
const meant = (entries: readonly DirectoryEntry[], code: string): DirectoryEntry | undefined => {
  const codes = entries.map(entry => entry.code);
  const names = entries.map(entry => entry.name);
  const like = nearest(code, codes) ?? entries[names.indexOf(nearest(code, names) ?? '')]?.code;
  return entries.find(entry => entry.code === like);
};

const missing = ({ path, subject, code }: MappedCode, entries: readonly DirectoryEntry[]): string => {
  const guess = meant(entries, code);
  const hint = guess ? `Did you mean "${guess.code}" (${guess.name})?` : '';
  return `${path}: "${code}" is not in ${subject}. ${hint}`.trim();
};

/** Every way to have an order brought and to pay for it: the shop's own, and others that the config provides for. */
const situationsOf = ({ delivery, payment }: Checkout, mapped: readonly MappedCode[]): Situation[] => {
  const named = (from: string): string[] =>
    mapped.flatMap(({ when }) => (when && when.from === from ? [when.value] : []));
  const ways: Situation[] = delivery.flatMap(({ code, pickupPoints = [] }) => {
    const method = { 'delivery.method': code };
    return pickupPoints.length === 0
      ? [method]
      : pickupPoints.map(point => ({ ...method, 'delivery.pickupPoint': point.code }));
  });
  const others = named('delivery.method').filter(value => !delivery.some(({ code }) => code === value));
  const payments = [...new Set([...payment.map(({ code }) => code), ...named('payment.method')])];
  const brought = [...ways, ...others.map(value => ({ 'delivery.method': value }))];
  const paid = payments.map(value => ({ 'payment.method': value }));
  return (brought.length > 0 ? brought : [{}]).flatMap(way =>
    (paid.length > 0 ? paid : [{}]).map(means => ({ ...way, ...means })),
  );
};

/** The code of a subject that an order of this kind would get. Rules that look at other places do not apply. */
const chosen = (mapped: readonly MappedCode[], subject: string, situation: Situation): MappedCode | undefined =>
  mapped.find(
    each =>
      each.subject === subject &&
      each.when !== undefined &&
      (each.when === null || situation[each.when.from] === each.when.value),
  );

/** Pairs that the config would send and the CRM does not allow, each with the first order that would have it. */
const pairs = (mapped: readonly MappedCode[], directory: Directory, shop: Checkout): string[] => {
  const refused = new Map<string, string>();
  for (const situation of situationsOf(shop, mapped)) {
    for (const [subject, entries] of Object.entries(directory)) {
      const one = chosen(mapped, subject, situation);
      const { only } = entries.find(({ code }) => code === one?.code) ?? {};
      const other = only && chosen(mapped, only.subject, situation);
      if (!one || !other || only.codes.includes(other.code)) continue;
      // One that is not there at all has been told of.
      if (!isIn(entriesOf(directory, only.subject) ?? [], other)) continue;
      const order = Object.entries(situation).map(([place, value]) => `${place} "${value}"`);
      refused.set(
        JSON.stringify([subject, one.code, other.code]),
        `${one.path}: "${one.code}" is not allowed with "${other.code}" of ${other.path}, as in an order with ${order.join(', ')}`,
      );
    }
  }
  return [...refused.values()];
};

/** Looks each code up in the CRM's directory, and each pair that an order of this shop may bring about. */
export const compare = (mapped: readonly MappedCode[], directory: Directory, shop: Checkout): Compared => {
  const untold = new Map<string, number>();
  const faults: string[] = [];
  let right = 0;
  for (const code of mapped) {
    const entries = entriesOf(directory, code.subject);
    if (!entries) untold.set(code.subject, (untold.get(code.subject) ?? 0) + 1);
    else if (isIn(entries, code)) right += 1;
    else faults.push(missing(code, entries));
  }
  return { right, faults: [...faults, ...pairs(mapped, directory, shop)], untold };
};
