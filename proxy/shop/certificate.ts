import type { Clock } from '../clock.ts';
import type { CertificateAnswer } from '../contract/index.ts';
import type { Connection } from '../crm/connection.ts';
import type { CertificateFacts } from '../crm/crm.ts';
import type { Log } from '../log.ts';
import type { Book } from '../orders/book.ts';
import type { Keys } from '../orders/seal.ts';
import type { Budget } from './budget.ts';
import { maskCode } from './mask.ts';
import { createRecent } from './recent.ts';
import { logTrouble } from './refresh.ts';
import { within } from './time.ts';

/** What is known of a certificate; `unasked`: the CRM could not be asked now. */
export type Looked = { facts: CertificateFacts | null } | 'unasked';

export interface Certificates {
  look(code: string): Promise<Looked>;
  /** Whether one of our orders has it. */
  isReserved(code: string): Promise<boolean>;
  /** What a visitor may know of a code; null: there is none. */
  answer(code: string): Promise<CertificateAnswer | null>;
}

interface Parts {
  /** The connection that knows certificates; null: none does. */
  connection: Connection | null;
  /** The connection whose orders reserve them. */
  orders: string | null;
  book: Pick<Book, 'certificateReserved'>;
  keys: Pick<Keys, 'hmac'>;
  budget: Budget;
  clock: Clock;
  log: Log;
}

/** A cart asks for its certificate at every change: for so long one answer of the CRM serves them all. */
const REMEMBERED = 60_000;
/** A cart or an order waits no longer for the CRM; what it says later is remembered all the same. */
const PATIENCE = 3_000;

/** The same code however it was typed. Case is kept: some CRMs tell codes apart by it. */
export const normaliseCode = (code: string): string => code.normalize('NFKC').replace(/[\s\p{C}]/gu, '');

export const createCertificates = ({ connection, orders, book, keys, budget, clock, log }: Parts): Certificates => {
  const recent = createRecent<{ facts: CertificateFacts | null }>(REMEMBERED, clock);

  const ask = async (code: string, key: string): Promise<Looked> => {
    if (!connection?.methods.certificate || !budget.take()) return 'unasked';
    const answered = connection.methods.certificate(code).then(facts => {
      recent.put(key, { facts });
      return { facts };
    });
    try {
      return await within<Looked>(clock, PATIENCE, answered, 'unasked');
    } catch (error) {
      logTrouble(log, `certificate:${connection.name}`, error);
      return 'unasked';
    }
  };

  const look = async (code: string): Promise<Looked> => {
    const key = keys.hmac('certificate', code);
    return recent.get(key) ?? ask(code, key);
  };

  const isReserved = async (code: string): Promise<boolean> =>
    orders !== null && (await book.certificateReserved(orders, code));

  return {
    look,
    isReserved,

    async answer(text) {
      const code = normaliseCode(text);
      if (code === '') return null;
      const [looked, reserved] = await Promise.all([look(code), isReserved(code)]);
      if (looked === 'unasked') return { code: maskCode(code), kind: 'money', state: reserved ? 'used' : 'unknown' };
      return looked.facts && answerOf(code, looked.facts, reserved);
    },
  };
};

const answerOf = (code: string, facts: CertificateFacts, reserved: boolean): CertificateAnswer => {
  const { kind, amount, percent, product, validUntil } = facts;
  return {
    code: maskCode(code),
    kind,
    ...(amount && { amount }),
    ...(percent !== undefined && { percent }),
    ...(product && { product }),
    ...(validUntil !== undefined && { validUntil }),
    state: reserved ? 'used' : facts.state,
  };
};
