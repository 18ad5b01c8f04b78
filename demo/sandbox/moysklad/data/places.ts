/** Countries and regions, which are MoySklad's own and the same in every account; a few of them. */
import type { Entity, Fields } from '../values.ts';
import { STARTED, standing } from './directories.ts';

const country = (code: string, name: string, description: string): Entity =>
  standing('country', code, { name, description, code, externalCode: code });

/** The ids of regions end in their codes (MoySklad's Java SDK, its tests of regions). */
function region(code: string, name: string): Entity {
  const id = `00000000-0000-0000-0000-0000000000${code}`;
  const fields: Fields = { name, code, externalCode: code, version: 0, updated: STARTED };
  return { type: 'region', id, path: `entity/region/${id}`, fields };
}

export const places: readonly Entity[] = [
  country('643', 'Россия', 'Российская Федерация'),
  country('112', 'Беларусь', 'Республика Беларусь'),
  country('398', 'Казахстан', 'Республика Казахстан'),
  region('77', 'г Москва'),
  region('50', 'Московская обл'),
  region('78', 'г Санкт-Петербург'),
];
