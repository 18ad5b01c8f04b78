/** Packs of entities loaded at once. */
import { Refusal, refusals } from './answers.ts';

/** The vendor's modules send packs of so many; that more are refused is a choice. */
const MAX_PACK = 50;

export interface Loaded<T> {
  readonly loaded: readonly T[];
  readonly failed: readonly { readonly externalId: string | null | undefined }[];
  /** By the place of an entity in its pack. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Loads each for itself; one that is refused keeps no other from being loaded. */
export function loadPack<F extends { readonly externalId?: string | null | undefined }, T>(
  pack: readonly F[],
  load: (fields: F) => T,
): Loaded<T> {
  if (pack.length > MAX_PACK) throw refusals.badEntity([`At most ${MAX_PACK} entries were expected.`]);
  const loaded: T[] = [];
  const failed: F[] = [];
  const errors: Record<string, string> = {};
  for (const [index, fields] of pack.entries()) {
    try {
      loaded.push(load(fields));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push(fields);
      errors[String(index)] = sentence(error, fields.externalId);
    }
  }
  return { loaded, failed: failed.map(({ externalId }) => ({ externalId })), errors };
}

/** A taken id is told with the id in an upload (a vendor's module's tests): `Order with externalId=5 already exists.` */
function sentence({ message, errors }: Refusal, externalId: string | null | undefined): string {
  const taken = message.replace(/^(\w+) already exists\.$/, `$1 with externalId=${externalId} already exists.`);
  return Object.values(errors ?? {}).join(' ') || taken;
}
