export interface Listener {
  onOpen(): void;
  onData(data: string): void;
  /** `final`: the browser has given up and will not reconnect. */
  onTrouble(final: boolean): void;
}

export interface Stream {
  readonly isOpen: boolean;
  close(): void;
}

interface Shared {
  readonly source: EventSource;
  readonly listeners: Set<Listener>;
  last: string | null;
}

const streams = new Map<string, Shared>();

/** One connection for everyone on the page who watches the same orders: browsers allow six to a host. */
export function openStream(url: string, listener: Listener): Stream {
  const known = streams.get(url);
  const shared = known ?? connect(url);
  shared.listeners.add(listener);
  if (known?.last) listener.onData(known.last);
  return {
    get isOpen() {
      return shared.source.readyState === EventSource.OPEN;
    },
    close() {
      shared.listeners.delete(listener);
      if (shared.listeners.size > 0) return;
      shared.source.close();
      if (streams.get(url) === shared) streams.delete(url);
    },
  };
}

function connect(url: string): Shared {
  const shared: Shared = { source: new EventSource(url), listeners: new Set(), last: null };
  const each = (tell: (listener: Listener) => void) => [...shared.listeners].forEach(tell);
  streams.set(url, shared);
  shared.source.addEventListener('open', () => each(listener => listener.onOpen()));
  shared.source.addEventListener('orders', event => {
    shared.last = event.data;
    each(listener => listener.onData(event.data));
  });
  shared.source.addEventListener('error', () => {
    const final = shared.source.readyState === EventSource.CLOSED;
    if (final) streams.delete(url);
    each(listener => listener.onTrouble(final));
  });
  return shared;
}
