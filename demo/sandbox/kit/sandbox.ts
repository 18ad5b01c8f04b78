/** What a CRM implements to become a sandbox, and what the kit hands it. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from './clock.ts';
import type { Hook } from './hooks.ts';

/** One call to the CRM, its body read whole. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the CRM compresses the body on its way out. */
  readonly gzip?: true;
  /** The CRM's own result code for the journal, where the HTTP status alone says little. */
  readonly note?: string;
}

/** An order as the back door shows it; a CRM adds fields of its own after these. */
export interface SandboxOrder {
  readonly ref: string;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly status: string;
  readonly lines: readonly SandboxLine[];
}

export interface SandboxLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price: number;
}

/** What a sandbox starts with. Every code here may be sent to the CRM, or to the back door, as it stands. */
export interface SandboxData {
  readonly skus: readonly string[];
  readonly certificates: readonly string[];
  readonly phones: readonly string[];
  readonly orders: readonly { readonly number: string; readonly phone: string }[];
  /** In the order an order goes through them, the cancelled ones last. */
  readonly statuses: readonly string[];
  /** The same data in full, in whatever shape suits the CRM. */
  readonly details?: unknown;
}

export interface Sandbox {
  /** The CRM's own name for what is called (`new_order`, `orders/create`): faults and the journal go by it. */
  methodOf(call: Call): string;
  handle(call: Call): Answer | Promise<Answer>;
  /** The answer of a CRM that has had too many calls. */
  limited(call: Call): Answer;
  /** The answer of a CRM that does not accept the credentials. */
  unauthorized(call: Call): Answer;
  data(): SandboxData;
  orders(): readonly SandboxOrder[];
  /** Changes a status and notifies as the CRM would. `undefined`: no such order. Throws `BadInput` on a bad status. */
  setStatus(ref: string, status: string): SandboxOrder | undefined;
  /** The status an order is due to enter next, or `undefined` at the end of its way. */
  nextStatus(ref: string): string | undefined;
  settings(): object;
  /** Merges a patch into the settings. Throws `BadInput` and changes nothing when any of it is wrong. */
  changeSettings(patch: unknown): void;
}

/** What the kit gives a CRM. */
export interface Kit {
  readonly clock: Clock;
  sendHook(hook: Hook): void;
  /** To be called for each new order and each change of status: the kitchen lives on it. */
  orderChanged(ref: string): void;
}

export type SandboxFactory = (kit: Kit) => Sandbox;
