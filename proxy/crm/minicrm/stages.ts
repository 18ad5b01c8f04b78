import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';

/**
 * Words in the labels of statuses, Hungarian, Romanian and English: cards tell no group of theirs (inferred). What
 * went wrong comes first, as "sikertelen" has "siker" in it.
 */
const WORDS: readonly (readonly [word: RegExp, stage: Stage])[] = [
  [/visszáru|visszaküld|retur/i, 'returned'],
  [/sikertelen|sztorn|lemond|visszamond|töröl|meghiúsul/i, 'cancelled'],
  [/anulat|e[șş]uat|esuat|nereu|f[aă]r[aă] succes|refuzat|storn|fail|unsuccess|cancel/i, 'cancelled'],
  [/elkészült|átvehető|gata de|ready/i, 'ready'],
  [/sikeres|befejez|teljesít(ve|ett)|kézbesít(ve|ett)|átad(va|ott)|átvett|fizetve/i, 'delivered'],
  [/finalizat|livrat|pl[aă]tit|achitat|reu[șş]it|succes|complete|delivered|paid/i, 'delivered'],
  [/szállít|futár|úton|feladva|expediat|livrare|curier|transport|shipp|deliver/i, 'shipping'],
  [/csomagol|összekészít|összeállít|készül|preg[aă]ti|ambala|prepar|pack/i, 'preparing'],
  [/folyamatban|visszaigazol|jóváhagy|kiállít|[iî]n (curs|lucru)|confirm|emis|in progress|issued/i, 'confirmed'],
  [/piszkozat|vázlat|beérkezett|ciorn[aă]|schi[tț][aă]|primit|draft|received/i, 'new'],
  [/(^|\P{L})(új|nou[aă]?|new)(\P{L}|$)/iu, 'new'],
];

export const stageIn = (label: string): Stage | null => WORDS.find(([word]) => word.test(label))?.[1] ?? null;

/** The stage of a status as it came. */
export const stageOf = ({ stage, name, code }: CrmStatus): Stage | null => stage ?? stageIn(name ?? code);
