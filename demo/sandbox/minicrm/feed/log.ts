/** The XML sync after a file has come: it is processed later, and how that went is in the sync log alone. */
import type { Account } from '../account.ts';
import type { Feed, FeedRecord } from '../records.ts';
import type { Settings } from '../settings.ts';
import { budapest } from '../times.ts';
import { applyProject, cardOf } from './apply.ts';
import { checkProject } from './check.ts';
import { readFile, readProject } from './schema.ts';

type RawProject = Readonly<Record<string, unknown>>;

const SET_SO = 'The settings have it rejected.';

/** Takes a file, to be processed when its time has come. */
export function takeFile(account: Account, by: Feed['by'], bytes: Buffer): Feed {
  const { kit, settings, feeds } = account;
  const feed: Feed = {
    ...{ id: account.nextId('feed'), receivedAt: budapest(account.now()), by, bytes: bytes.length },
    ...{ state: 'waiting', problem: null, records: [] },
  };
  feeds.push(feed);
  const wait = kit.clock.scaled(settings.processingDelayMs);
  if (settings.processing !== 'never') kit.clock.later(wait, () => process(account, feed, bytes, settings.processing));
  return feed;
}

function process(account: Account, feed: Feed, bytes: Buffer, how: Settings['processing']): void {
  const file = readFile(bytes);
  if ('problem' in file) {
    feed.state = 'not-readable';
    feed.problem = file.problem;
    return;
  }
  feed.records = file.projects.map(raw => (how === 'rejected' ? rejected(raw, [SET_SO]) : processRecord(account, raw)));
  feed.state = 'processed';
}

/** One bad record does not keep the others out; nothing of it is taken. */
function processRecord(account: Account, raw: RawProject): FeedRecord {
  const { project, reasons, unknown } = readProject(raw);
  if (!project) return rejected(raw, [...reasons, ...unknown.map(unknownElement)]);
  const known = cardOf(account, project['@Id']);
  const found = checkProject(account, project, known);
  const strangers = [...unknown, ...found.unknown].map(unknownElement);
  const isStrict = account.settings.unknownElements === 'rejected';
  const against = [...found.reasons, ...(isStrict ? strangers : [])];
  if (against.length > 0) return rejected(raw, against);

  const { id: cardId } = applyProject(account, project);
  const orders = (project.Orders?.Order ?? []).map(order => order.Number ?? order['@Id']);
  const result = known ? 'updated' : 'created';
  return { projectId: project['@Id'], result, cardId, orders, reasons: [], warnings: strangers };
}

function rejected(raw: RawProject, reasons: readonly string[]): FeedRecord {
  const projectId = typeof raw['@Id'] === 'string' ? raw['@Id'] : '';
  return { projectId, result: 'rejected', cardId: null, orders: [], reasons, warnings: [] };
}

function unknownElement(path: string): string {
  return `${path}: unknown`;
}
