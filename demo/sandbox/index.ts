/** Every sandbox there is, by the name of its CRM. */
import { createAmocrm } from './amocrm/index.ts';
import { createFrontpad } from './frontpad/index.ts';
import { createInsales } from './insales/index.ts';
import { createKeycrm } from './keycrm/index.ts';
import type { SandboxFactory } from './kit/sandbox.ts';
import { type RunningSandbox, type StartOptions, start } from './kit/start.ts';
import { createMinicrm } from './minicrm/index.ts';
import { createMoysklad } from './moysklad/index.ts';
import { createRetailcrm } from './retailcrm/index.ts';

export type { RunningSandbox } from './kit/start.ts';

export const sandboxes = {
  amocrm: createAmocrm,
  frontpad: createFrontpad,
  insales: createInsales,
  keycrm: createKeycrm,
  minicrm: createMinicrm,
  moysklad: createMoysklad,
  retailcrm: createRetailcrm,
} as const satisfies Record<string, SandboxFactory>;

export type SandboxName = keyof typeof sandboxes;

/** Whether there is a sandbox of this name. */
export function isSandboxName(name: string): name is SandboxName {
  return Object.hasOwn(sandboxes, name);
}

/** Starts one CRM's sandbox on loopback. */
export function startSandbox({
  crm,
  ...options
}: StartOptions & { readonly crm: SandboxName }): Promise<RunningSandbox> {
  return start(sandboxes[crm], options);
}
