/**
 * What a visitor typed, understood as a phone: our own small table, because a complete library weighs more than all four widgets
 * together. It only helps the eye; the truth is on the proxy. A number with another +code is never touched (pain 11).
 */
export interface Phone {
  readonly e164: string;
  readonly pretty: string;
}

/**
 * Country, code, how the national part is written (one # a digit), what people at home write before it instead of the code, and
 * how a mobile number may begin.
 */
type Plan = readonly [country: string, code: string, shape: string, trunk: string, mobile: string];

const plans: readonly Plan[] = [
  ['RU', '7', '### ###-##-##', '8', '916'],
  ['KZ', '7', '### ###-##-##', '8', '701'],
  ['UA', '380', '## ###-##-##', '0', '67'],
  ['BY', '375', '## ###-##-##', '80', '29'],
  ['UZ', '998', '## ###-##-##', '', '90'],
  ['KG', '996', '### ###-###', '0', '700'],
  ['TJ', '992', '## ###-####', '', '90'],
  ['AM', '374', '## ###-###', '0', '91'],
  ['AZ', '994', '## ###-##-##', '0', '50'],
  ['GE', '995', '### ##-##-##', '0', '555'],
  ['MD', '373', '## ###-###', '0', '69'],
  ['RO', '40', '### ###-###', '0', '712'],
  ['HU', '36', '## ###-####', '06', '20'],
  ['PL', '48', '### ###-###', '', '512'],
  ['US', '1', '###-###-####', '1', '202'],
];

/** The number, when these digits fit the plan behind this prefix. No national part begins with 0: that is a trunk, and maybe another's. */
function behind(digits: string, prefix: string, [, code, shape]: Plan): Phone | null {
  const national = digits.slice(prefix.length);
  const fits = digits.startsWith(prefix) && national.length === shape.split('#').length - 1 && national[0] !== '0';
  let at = 0;
  return fits
    ? { e164: `+${code}${national}`, pretty: `+${code} ${shape.replace(/#/g, () => national[at++] ?? '')}` }
    : null;
}

const first = (ask: (plan: Plan) => Phone | null): Phone | null => plans.map(ask).find(phone => phone) ?? null;

/** `country` is the shop's own, for numbers written without a code. Null: this is no phone, as far as we can tell. */
export function readPhone(text: string, country = 'RU'): Phone | null {
  const trimmed = text.trim();
  if (/[^\d\s()+.\-–—‑/]/.test(trimmed) || trimmed.lastIndexOf('+') > 0) return null;
  const digits = trimmed.replace(/\D/g, '');
  if (/^(\+|00)/.test(trimmed)) {
    const international = trimmed.startsWith('+') ? digits : digits.slice(2);
    const plausible = international.length >= 8 && international.length <= 15;
    return (
      first(plan => behind(international, plan[1], plan)) ??
      (plausible ? { e164: `+${international}`, pretty: trimmed } : null)
    );
  }
  const local = (plan: Plan) =>
    behind(digits, plan[3], plan) ?? behind(digits, plan[1], plan) ?? behind(digits, '', plan);
  // 8 029… is Belarus: no Russian code begins with 0. Longer codes without a plus are telling enough; short ones are not.
  const foreign = (plan: Plan) =>
    (plan[1] === '7' || plan[3] === '80' ? behind(digits, plan[3], plan) : null) ??
    (plan[1] === '7' || plan[1].length === 3 ? behind(digits, plan[1], plan) : null);
  return first(plan => (plan[0] === country ? local(plan) : null)) ?? first(foreign);
}

/** How a finished number is written; what is not understood stays as the visitor wrote it. */
export function formatPhone(text: string, country?: string): string {
  return readPhone(text, country)?.pretty ?? text;
}

/** A phone as it is written in this country, to show what is asked for; none where we do not know how. */
export function examplePhone(country?: string): string | null {
  const plan = plans.find(([name]) => name === country);
  return plan ? (behind(`${plan[4]}1234567`.slice(0, plan[2].split('#').length - 1), '', plan)?.pretty ?? null) : null;
}
