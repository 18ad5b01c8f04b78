const memory = new Map<string, string>();

/** Reading the property itself throws where cookies are blocked or the frame is sandboxed (pain 15). */
function session(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Session storage that never throws: without one, values live as long as the page does. Nothing is written before a visitor acts. */
export const safeStorage = {
  get(key: string): string | null {
    try {
      return memory.get(key) ?? session()?.getItem(key) ?? null;
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key: string, value: string): void {
    try {
      const storage = session();
      if (!storage) throw new Error('no storage');
      storage.setItem(key, value);
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  },
  remove(key: string): void {
    memory.delete(key);
    try {
      session()?.removeItem(key);
    } catch {
      // Nothing is kept there, so there is nothing to remove.
    }
  },
};
