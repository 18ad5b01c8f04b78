import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Redraws its host once a second until a moment has come, then calls `done`. It counts to a moment and not down from a number:
 * timers of a hidden tab run late.
 */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #done: () => void;
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, done: () => void) {
    this.#host = host;
    this.#done = done;
    host.addController(this);
  }

  get leftMs(): number {
    return Math.max(this.#until - Date.now(), 0);
  }

  start(until: number): void {
    this.#until = until;
    this.#tick();
  }

  stop(): void {
    this.#until = 0;
    clearTimeout(this.#timer);
  }

  hostConnected(): void {
    if (this.#until) this.#tick();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    clearTimeout(this.#timer);
    this.#host.requestUpdate();
    if (this.leftMs > 0) {
      this.#timer = setTimeout(() => this.#tick(), Math.min(this.leftMs, 1000));
      return;
    }
    this.#until = 0;
    this.#done();
  }
}
