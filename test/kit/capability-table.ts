import type { Crm } from '../../proxy/crm/crm.ts';

type Manifest = Crm['manifest'];

const REPEAT = {
  safe: 'sends again by itself: the CRM knows a repeat',
  ask: 'looks first, then sends again',
  never: 'a person decides: the CRM cannot be asked',
} as const;

const REDEEMS = { crm: 'by the CRM', 'order-book': 'by the order book', manager: 'by the manager' } as const;

const can = ({ capabilities }: Manifest, ...methods: (keyof Manifest['capabilities'])[]): string => {
  const found = methods.map(method => capabilities[method]).find(value => value !== undefined);
  return found === undefined ? 'no' : found;
};

/** What takes no settings cannot depend on them, whether or not there are any that can be left out. */
const said = <T extends string>(words: Record<T, string>, ask: (settings: object) => T, manifest: Manifest): string => {
  if (ask.length === 0) return words[ask({})];
  const settings = manifest.settings.safeParse({});
  return settings.success ? words[ask(settings.data)] : 'as the settings say';
};

const ROWS: [title: string, tell: (manifest: Manifest) => string][] = [
  ['takes orders', manifest => can(manifest, 'submitOrder')],
  ['an order sent without an answer', manifest => said(REPEAT, manifest.repeat, manifest)],
  ['orders taken elsewhere can be found', manifest => can(manifest, 'findOrders')],
  ['tells of status changes', manifest => can(manifest, 'parseHook', 'changesSince')],
  [
    'its notifications are set up',
    manifest => (can(manifest, 'addHook') === 'no' ? 'by hand, in steps we print' : 'by `crm-proxy connect`'),
  ],
  [
    'certificates',
    manifest =>
      can(manifest, 'certificate') === 'no'
        ? 'no'
        : `${can(manifest, 'certificate')}, redeemed ${said(REDEEMS, manifest.redeems, manifest)}`,
  ],
  ['prices', manifest => can(manifest, 'catalogue')],
  ['availability', manifest => can(manifest, 'availability')],
  ['directory of codes', manifest => can(manifest, 'directory')],
];

/** The README's table of what each CRM can do, made from the manifests so that it cannot claim anything else. */
export const capabilityTable = (crms: Record<string, Crm>): string => {
  const manifests = Object.values(crms).map(crm => crm.manifest);
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...manifests.map(({ type, title }) => `[${title}](proxy/crm/${type}/README.md)`)]),
    line(['---', ...manifests.map(() => '---')]),
    ...ROWS.map(([title, tell]) => line([title, ...manifests.map(tell)])),
  ].join('\n');
};
