/**
 * What a visitor typed, understood as a phone: our own small table, because a complete library weighs more than all four widgets
 * together. It only helps the eye; the truth is on the proxy. A number with another +code is never touched (pain 11).
 */
export interface Phone {
  readonly e164: string;
  readonly pretty: string;
}

interface Plan {
  readonly country: string;
  readonly code: string;
  /** How the national part is written; one # a digit. */
  readonly shape: string;
  /** What people at home write before it instead of the code. */
  readonly trunk?: string;
}

const plans: readonly Plan[] = [
  { country: 'RU', code: '7', shape: '### ###-##-##', trunk: '8' },
  { country: 'KZ', code: '7', shape: '### ###-##-##', trunk: '8' },
  { country: 'UA', code: '380', shape: '## ###-##-##', trunk: '0' },
  { country: 'BY', code: '375', shape: '## ###-##-##', trunk: '80' },
  { country: 'UZ', code: '998', shape: '## ###-##-##' },
  { country: 'KG', code: '996', shape: '### ###-###', trunk: '0' },
  { country: 'TJ', code: '992', shape: '## ###-####' },
  { country: 'AM', code: '374', shape: '## ###-###', trunk: '0' },
  { country: 'AZ', code: '994', shape: '## ###-##-##', trunk: '0' },
  { country: 'GE', code: '995', shape: '### ##-##-##', trunk: '0' },
  { country: 'MD', code: '373', shape: '## ###-###', trunk: '0' },
  { country: 'RO', code: '40', shape: '### ###-###', trunk: '0' },
  { country: 'HU', code: '36', shape: '## ###-####', trunk: '06' },
  { country: 'PL', code: '48', shape: '### ###-###' },
  { country: 'US', code: '1', shape: '###-###-####', trunk: '1' },
];

const size = (plan: Plan): number => plan.shape.split('#').length - 1;

function written(plan: Plan, national: string): Phone {
  let at = 0;
  const pretty = plan.shape.replace(/#/g, () => national[at++] ?? '');
  return { e164: `+${plan.code}${national}`, pretty: `+${plan.code} ${pretty}` };
}

/** The national part, when these digits fit the plan behind this prefix. None begins with 0: that is a trunk, and maybe another's. */
function behind(digits: string, prefix: string, plan: Plan): Phone | null {
  const national = digits.slice(prefix.length);
  const fits = digits.startsWith(prefix) && national.length === size(plan) && !national.startsWith('0');
  return fits ? written(plan, national) : null;
}

function first<T, R>(list: readonly T[], ask: (item: T) => R | null): R | null {
  for (const item of list) {
    const found = ask(item);
    if (found !== null) return found;
  }
  return null;
}

/** `country` is the shop's own, for numbers written without a code. Null: this is no phone, as far as we can tell. */
export function readPhone(text: string, country = 'RU'): Phone | null {
  const trimmed = text.trim();
  if (/[^\d\s()+.\-–—‑/]/.test(trimmed) || trimmed.lastIndexOf('+') > 0) return null;
  const digits = trimmed.replace(/\D/g, '');
  if (trimmed.startsWith('+') || trimmed.startsWith('00')) {
    const international = trimmed.startsWith('+') ? digits : digits.slice(2);
    const known = first(plans, plan => behind(international, plan.code, plan));
    if (known) return known;
    const plausible = international.length >= 8 && international.length <= 15;
    return plausible ? { e164: `+${international}`, pretty: trimmed } : null;
  }
  const own = plans.find(plan => plan.country === country);
  const local =
    own && (behind(digits, own.trunk ?? '', own) ?? behind(digits, own.code, own) ?? behind(digits, '', own));
  if (local) return local;
  // 8 029… is Belarus: no Russian code begins with 0. Longer codes without a plus are telling enough; short ones are not.
  return first(plans, plan => {
    if (plan.code.length === 3)
      return behind(digits, plan.trunk === '80' ? '80' : plan.code, plan) ?? behind(digits, plan.code, plan);
    return plan.code === '7' ? (behind(digits, '8', plan) ?? behind(digits, '7', plan)) : null;
  });
}

/** How a finished number is written; what is not understood stays as the visitor wrote it. */
export function formatPhone(text: string, country?: string): string {
  return readPhone(text, country)?.pretty ?? text;
}
