import type { Api } from './api.ts';
import { Note, writtenIn } from './wire.ts';

/** Notes of one lead or contact that are read in order to find one again. */
const PAGES = 4;

/** amoCRM may trim a text, or end its lines differently. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

type Subject = 'leads' | 'contacts';

const isThere = async (api: Api, of: Subject, ref: string, text: string): Promise<boolean> => {
  const has = (rows: Note[]) => rows.some(({ params }) => plain(params?.text ?? '') === plain(text));
  const { rows } = await api.rows(
    {
      operation: `${of}/{id}/notes`,
      path: `${of}/${encodeURIComponent(ref)}/notes`,
      query: [['filter[note_type]', 'common']],
    },
    'notes',
    Note,
    PAGES,
    has,
  );
  return has(rows);
};

/** Adds a note, unless one of this text is there. `isNew`: nobody can have added one before. */
export const addNote = async (api: Api, of: Subject, ref: string, text: string, isNew = false): Promise<void> => {
  if (!isNew && (await isThere(api, of, ref, text))) return;
  const path = `${of}/${encodeURIComponent(ref)}/notes`;
  const body = [{ note_type: 'common', params: { text } }];
  await api.call({ method: 'POST', operation: `${of}/{id}/notes`, path, body }, writtenIn('notes'));
};
