import { Dispatcher } from 'undici';

/** What a fake CRM is asked, secret and all. */
export interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What it says: an answer, or how the call breaks off, before it has begun or after. */
export type Said =
  | { status?: number; headers?: Record<string, string>; body?: string }
  | { broken: string; begun: boolean };

/** Stands in for the network: every request is answered by a function, in this process, without sockets. */
export const createTransport = (answer: (asked: Asked) => Said | Promise<Said>): Dispatcher & { asked: Asked[] } =>
  new Transport(answer);

class Transport extends Dispatcher {
  readonly asked: Asked[] = [];
  readonly #answer: (asked: Asked) => Said | Promise<Said>;

  constructor(answer: (asked: Asked) => Said | Promise<Said>) {
    super();
    this.#answer = answer;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const asked: Asked = {
      method: options.method,
      url: `${options.origin}${options.path}`,
      headers: { ...(options.headers as Record<string, string>) },
      body: typeof options.body === 'string' ? options.body : '',
    };
    this.asked.push(asked);
    void this.#play(asked, handler);
    return true;
  }

  async #play(asked: Asked, handler: Dispatcher.DispatchHandler): Promise<void> {
    await Promise.resolve();
    const controller = new Controller(error => handler.onResponseError?.(controller, error));
    const soon = this.#answer(asked);
    const stillborn = !(soon instanceof Promise) && 'broken' in soon && !soon.begun;
    if (!stillborn) handler.onRequestStart?.(controller, null);
    const said = await soon;
    if (controller.aborted) return;
    if ('broken' in said) {
      // As talkative as errors can be, so that a test may see whether any of it gets out.
      controller.abort(Object.assign(new Error(`${asked.url} ${asked.body}`), { code: said.broken }));
      return;
    }
    handler.onResponseStart?.(controller, said.status ?? 200, said.headers ?? {});
    if (said.body) handler.onResponseData?.(controller, Buffer.from(said.body));
    if (!controller.aborted) handler.onResponseEnd?.(controller, {});
  }
}

class Controller implements Dispatcher.DispatchController {
  aborted = false;
  paused = false;
  reason: Error | null = null;
  readonly #told: (error: Error) => void;

  constructor(told: (error: Error) => void) {
    this.#told = told;
  }

  abort(reason: Error): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#told(reason);
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }
}
