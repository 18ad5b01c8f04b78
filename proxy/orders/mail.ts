import { createHash } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { DueJob } from './booked.ts';
import { type Channel, type Delivery, MAIL_RETRY_MS } from './delivery.ts';
import { Notice } from './notices.ts';
import { type Letter, letterOf } from './words.ts';

/** A mail as a transport takes it; nodemailer's own shape. */
export interface Mail extends Letter {
  from: string;
  to: string[];
  messageId: string;
}
export interface MailTransport {
  sendMail(mail: Mail): Promise<unknown>;
}
/** Opens a transport from the address of an SMTP server. */
export type OpenTransport = (smtp: string) => Promise<MailTransport>;

/** Loaded when the first mail goes out: a shop without mail never pays for it. */
const openSmtp: OpenTransport = async smtp => {
  const { createTransport } = await import('nodemailer');
  return createTransport(smtp);
};

/** Tells managers: a line in the log always, a mail where the config has a server and addresses. */
export function createMail(config: Config, log: Log, open: OpenTransport = openSmtp): Channel {
  const { email, smtp, from = email[0] } = config.managers;
  const host = new URL(config.publicUrl).hostname;
  let transport: Promise<MailTransport> | null = null;

  async function send(job: DueJob, notice: Notice, address: string, sender: string): Promise<Delivery> {
    try {
      transport ??= open(address);
      const letter = letterOf(notice, config.shop);
      await (await transport).sendMail({ ...letter, from: sender, to: email, messageId: messageId(job.key, host) });
      return { kind: 'done' };
    } catch (error) {
      transport = null;
      return { kind: 'again', reason: codeOf(error) };
    }
  }

  return {
    retryMs: MAIL_RETRY_MS,
    async deliver(job) {
      const parsed = Notice.safeParse(job.payload);
      if (!parsed.success) return { kind: 'never', reason: 'unreadable' };
      const { notice, connection, reason, count } = parsed.data;
      // A mail that is tried again is not said again.
      if (job.attempts === 0) log.warn('notice', { notice, connection, reason, count });
      if (!smtp || !from) return { kind: 'done' };
      return await send(job, parsed.data, smtp, from);
    },
  };
}

/** Fixed by the job, so that a mail sent twice is one to whoever reads it. */
const messageId = (key: string, host: string): string =>
  `<${createHash('sha256').update(key).digest('base64url').slice(0, 32)}@${host}>`;

/** The message of a mail server may quote addresses: only its code is kept. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'mail-failed';
