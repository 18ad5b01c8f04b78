/** Notes on cards (amoCRM documentation, events-and-notes). */
import { z } from 'zod';
import type { Account } from './account.ts';
import { ACCOUNT_ID, isUser, OWNER_ID } from './data/company.ts';
import { note as noteEvent } from './events.ts';
import { tellOfNote } from './hooks/tell.ts';
import { hal, noContent } from './http/answers.ts';
import { namesOf } from './http/filters.ts';
import { list } from './http/lists.ts';
import { type ApiRequest, type Handler, self } from './http/request.ts';
import { checkEach, id, readItems, requestId } from './http/validation.ts';
import type { EntityType, Note } from './records.ts';

const kinds = [
  ...(['common', 'call_in', 'call_out', 'service_message', 'extended_service_message', 'geolocation'] as const),
  ...(['sms_in', 'sms_out', 'attachment', 'message_cashier', 'invoice_paid'] as const),
] as const;

/** Of these, the text is what they are. */
const written: readonly string[] = ['common', 'service_message', 'sms_in', 'sms_out', 'geolocation'];

const noteBody = z.object({
  entity_id: id,
  note_type: z.enum(kinds),
  params: z.looseObject({ text: z.string().optional() }),
  created_by: id,
  responsible_user_id: id,
  request_id: requestId,
});

function isThere({ leads, people }: Account, type: EntityType, entityId: number): boolean {
  return type === 'leads' ? leads.has(entityId) : people.get(entityId)?.type === type;
}

export const postNotes =
  (type: EntityType): Handler =>
  (account, request) => {
    const items = readItems(noteBody, request.body()).map(item => ({
      ...item,
      entity_id: request.id() || (item.entity_id ?? 0),
    }));
    checkEach(items, (item, report) => {
      if (!isThere(account, type, item.entity_id)) report('NotSupportedChoice', 'entity_id');
      if (written.includes(item.note_type) && !item.params.text) report('RequiredFilled', 'params.text');
      if (item.created_by && !isUser(item.created_by)) report('NotSupportedChoice', 'created_by');
    });
    const notes = items.map((item, place) => {
      const { id, entityId } = addNote(account, type, item);
      const own = self(`${request.base}/${type}/${entityId}/notes/${id}`);
      return { id, entity_id: entityId, request_id: item.request_id ?? String(place), ...own };
    });
    return hal({ ...self(`${request.base}${request.path}`), _embedded: { notes } });
  };

function addNote(account: Account, entityType: EntityType, item: z.infer<typeof noteBody>): Note {
  const note: Note = {
    id: account.nextId('note'),
    ...{ entityType, entityId: item.entity_id ?? 0, noteType: item.note_type, params: item.params },
    ...{ createdBy: item.created_by ?? OWNER_ID, responsibleUserId: item.responsible_user_id ?? OWNER_ID },
    createdAt: account.now(),
  };
  account.notes.set(note.id, note);
  noteEvent(account, {
    ...{ type: `${note.noteType}_note_added`, entityType, entityId: note.entityId },
    valueAfter: [{ note: { id: note.id } }],
  });
  tellOfNote(account, note);
  return note;
}

export const listNotes =
  (type: EntityType): Handler =>
  (account, request) => {
    const [kindsWanted, ids] = [namesOf(request, 'note_type'), namesOf(request, 'id')];
    const rows = [...account.notes.values()].filter(
      ({ id, entityType, entityId, noteType }) =>
        entityType === type &&
        (request.id() === 0 || entityId === request.id()) &&
        (kindsWanted.length === 0 || kindsWanted.includes(noteType)) &&
        (ids.length === 0 || ids.includes(String(id))),
    );
    return list(request, { name: 'notes', rows, view: note => noteView(request, note) });
  };

export const getNote =
  (type: EntityType): Handler =>
  (account, request) => {
    const note = account.notes.get(request.id(1) || request.id());
    return note?.entityType === type ? hal(noteView(request, note)) : noContent();
  };

function noteView({ base }: ApiRequest, note: Note): object {
  const { id, entityType, entityId, noteType, params, createdBy, responsibleUserId, createdAt } = note;
  return {
    ...{ id, entity_id: entityId, created_by: createdBy, updated_by: createdBy, created_at: createdAt },
    ...{ updated_at: createdAt, responsible_user_id: responsibleUserId, group_id: 0, note_type: noteType, params },
    ...{ account_id: ACCOUNT_ID, ...self(`${base}/${entityType}/${entityId}/notes/${id}`) },
  };
}
