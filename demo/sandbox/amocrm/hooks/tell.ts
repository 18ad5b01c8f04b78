/** Webhooks on their way: what is told, to whom, in which form (amoCRM documentation, webhooks-format). */
import { localTime } from '../../kit/zoned-time.ts';
import type { Account } from '../account.ts';
import { ACCOUNT_ID, SUBDOMAIN, TIME_ZONE } from '../data/company.ts';
import { cardFields } from '../data/fields.ts';
import { leadsOf } from '../links/of.ts';
import type { FieldValue, Lead, Note, Person } from '../records.ts';
import { bracketForm, type Tree } from './form.ts';

/** What a webhook made by hand in the account is for. */
const byHand = ['add_lead', 'update_lead', 'status_lead', 'delete_lead', 'restore_lead', 'note_lead'];

const ANSWER_WITHIN_MS = 2_000;
const MINUTE_MS = 60_000;
/** Between tries. The last two are for those that answered 499 or 5xx; here for all. */
const PAUSES_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];

type LeadAction = 'add' | 'update' | 'status' | 'delete' | 'restore' | 'responsible';

export function tellOfLead(account: Account, action: LeadAction, lead: Lead, before?: Lead): void {
  const { id, statusId, pipelineId } = lead;
  const stage = { id, status_id: statusId, pipeline_id: pipelineId };
  const item: Tree = action === 'delete' ? stage : leadTree(lead, before);
  tell(account, `${action}_lead`, { leads: { [action]: [item] } });
  const { pipelineHookUrl } = account.settings;
  if (action !== 'status' || !before || pipelineHookUrl === '') return;
  // From the digital pipeline it is short, and sent once.
  const short = { ...stage, old_status_id: before.statusId, old_pipeline_id: before.pipelineId };
  send(account, pipelineHookUrl, { leads: { status: [short] } }, 1);
}

export function tellOfPerson(account: Account, action: 'add' | 'update', person: Person): void {
  const type = person.type === 'contacts' ? 'contact' : 'company';
  const leads = leadsOf(account, person).map(id => [String(id), { ID: String(id) }]);
  const item: Tree = {
    ...cardTree(person),
    ...(leads.length > 0 ? { linked_leads_id: Object.fromEntries(leads) as Tree } : {}),
    custom_fields: fieldTrees(person.type, person.fields),
    ...{ created_at: person.createdAt, updated_at: person.updatedAt, type },
  };
  // Companies come among the contacts, told apart by their type.
  tell(account, `${action}_${type}`, { contacts: { [action]: [item] } });
}

export function tellOfNote(account: Account, note: Note): void {
  const names = {
    leads: ['lead', 'leads', 2],
    contacts: ['contact', 'contacts', 1],
    companies: ['company', 'contacts', 3],
  } as const;
  const [one, all, elementType] = names[note.entityType];
  const at = localTime(note.createdAt * 1_000, TIME_ZONE);
  const item: Tree = {
    ...{ text: 'text' in note.params ? String(note.params.text) : '', attachement: '', date_create: at, note_type: 4 },
    ...{ element_type: elementType, element_id: note.entityId, catalog_id: 0, group_id: 0, timestamp_x: at },
    ...{ account_id: ACCOUNT_ID, created_by: note.createdBy, modified_by: note.createdBy, id: note.id },
    ...{ main_user_id: note.responsibleUserId, created_at: note.createdAt, updated_at: note.createdAt },
  };
  tell(account, `note_${one}`, { [all]: { note: [{ note: item }] } });
}

function leadTree(lead: Lead, before?: Lead): Tree {
  return {
    ...cardTree(lead),
    ...{
      status_id: lead.statusId,
      ...(before ? { old_status_id: before.statusId } : {}),
      pipeline_id: lead.pipelineId,
    },
    ...{ price: Math.trunc(lead.price), custom_fields: fieldTrees('leads', lead.fields) },
    ...{ created_at: lead.createdAt, updated_at: lead.updatedAt },
  };
}

function cardTree({ id, name, responsibleUserId, createdAt, updatedAt, createdBy, updatedBy }: Lead | Person) {
  return {
    ...{ id, name, responsible_user_id: responsibleUserId, date_create: createdAt, last_modified: updatedAt },
    ...{ created_user_id: createdBy, modified_user_id: updatedBy, account_id: ACCOUNT_ID },
  };
}

/** Dates come bare, everything else as `value`. */
function fieldTrees(type: keyof typeof cardFields, kept: readonly FieldValue[]): readonly Tree[] | undefined {
  const trees = kept.flatMap(({ fieldId, values }): Tree[] => {
    const field = cardFields[type].find(({ id }) => id === fieldId);
    if (!field) return [];
    const isDate = field.type === 'date' || field.type === 'date_time';
    const shown = values.map(({ value, enumId }): Tree => {
      const plain = typeof value === 'boolean' ? Number(value) : value;
      return isDate ? plain : { value: plain, enum: enumId };
    });
    return [{ id: fieldId, name: field.name, values: shown, code: field.code }];
  });
  return trees.length > 0 ? trees : undefined;
}

function tell(account: Account, setting: string, told: { readonly [key: string]: Tree }): void {
  const { hookUrl, hookAttempts, doubleHooks } = account.settings;
  const subscribed = [...account.webhooks.values()].filter(({ settings }) => settings.includes(setting));
  const made = hookUrl !== '' && byHand.includes(setting) ? [hookUrl] : [];
  for (const url of [...subscribed.map(({ destination }) => destination), ...made]) {
    for (const _ of doubleHooks ? [1, 2] : [1]) send(account, url, told, hookAttempts);
  }
}

function send({ kit }: Account, url: string, told: { readonly [key: string]: Tree }, attempts: number): void {
  const owner = { subdomain: SUBDOMAIN, id: ACCOUNT_ID, _links: { self: `https://${SUBDOMAIN}.amocrm.ru` } };
  kit.sendHook({
    ...{ url, attempts, answerWithinMs: ANSWER_WITHIN_MS, pausesMs: PAUSES_MS },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'amoCRM-WebHook-client/1.0' },
    body: bracketForm({ ...told, account: owner }),
  });
}
