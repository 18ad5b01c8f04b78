/** Statuses, system and custom, and which of them an order is in. */
import type { Account } from './account.ts';
import { type SystemStatus, systemNames, systemStatuses } from './directories.ts';
import type { Order } from './records.ts';

/** A status as the list has it. */
export interface ListedStatus {
  readonly id: number | null;
  readonly permalink: string;
  readonly title: string;
  readonly system_status: SystemStatus;
  readonly color: string | null;
  readonly position: number;
  readonly is_default: boolean;
}

/** A system status stands in for itself where the owner has made none of it (InSales help, custom statuses). */
export function listedStatuses(account: Account): readonly ListedStatus[] {
  const custom = account.settings.customStatuses ? [...account.customStatuses.values()] : [];
  return systemNames.flatMap((name): ListedStatus[] => {
    const own = custom.filter(({ system_status }) => system_status === name);
    // A custom status that is not the default one leaves the system's own in its place.
    return own.some(status => status.is_default) ? own : [standIn(name), ...own];
  });
}

function standIn(name: SystemStatus): ListedStatus {
  const facts = { id: null, permalink: name, title: systemStatuses[name], system_status: name };
  return { ...facts, color: null, position: systemNames.indexOf(name), is_default: true };
}

/** In the order an order goes through them, those it does not want to enter last. */
export function statusesInOrder(account: Account): readonly ListedStatus[] {
  const isBad = ({ system_status }: ListedStatus): boolean => /^(declined|returned)$/.test(system_status);
  const all = listedStatuses(account);
  return [...all.filter(status => !isBad(status)), ...all.filter(isBad)];
}

/** By permalink. */
export function statusOf(account: Account, permalink: string): ListedStatus | undefined {
  return listedStatuses(account).find(status => status.permalink === permalink);
}

/** The status an order enters when it is told a system status only. */
export function defaultStatusOf(account: Account, system: SystemStatus): ListedStatus {
  const its = listedStatuses(account).filter(({ system_status }) => system_status === system);
  return its.find(({ is_default }) => is_default) ?? standIn(system);
}

export function isSystemStatus(name: string): name is SystemStatus {
  return Object.hasOwn(systemStatuses, name);
}

/** What an order shows of its status. */
export function statusView(account: Account, { system, status }: Order): object {
  const listed = statusOf(account, status) ?? defaultStatusOf(account, system);
  const { permalink, title } = listed;
  return { fulfillment_status: system, custom_status: account.settings.customStatuses ? { permalink, title } : null };
}
