/** The account's own fields. The letters of a uuid tell the model: `OR` orders, `LD` leads, `CT` buyers. */

/** A field (KeyCRM OpenAPI 1.2.0, `CustomField`). */
export interface CustomField {
  readonly id: number;
  readonly name: string;
  readonly uuid: string;
  readonly model: 'lead' | 'order' | 'client' | 'crm_product';
  readonly type: 'text' | 'number' | 'select' | 'date' | 'datetime' | 'switcher';
  readonly required: boolean;
  readonly position: number;
  readonly is_multiple: boolean;
  readonly options: readonly { readonly id: number; readonly field_id: number; readonly value: string }[];
}

const plain = { required: false, is_multiple: false, options: [] };

export const customFields: readonly CustomField[] = [
  { id: 1, name: 'Час доставки', uuid: 'OR_1001', model: 'order', type: 'datetime', position: 1, ...plain },
  { id: 2, name: 'Кількість персон', uuid: 'OR_1002', model: 'order', type: 'number', position: 2, ...plain },
  {
    id: 3,
    name: 'Побажання',
    uuid: 'OR_1003',
    model: 'order',
    type: 'select',
    required: false,
    position: 3,
    is_multiple: true,
    options: [
      { id: 31, field_id: 3, value: 'Без контакту' },
      { id: 32, field_id: 3, value: 'Не дзвонити' },
    ],
  },
  { id: 4, name: 'Коментар кухні', uuid: 'OR_1004', model: 'order', type: 'text', position: 4, ...plain },
  { id: 5, name: 'Тема', uuid: 'LD_1005', model: 'lead', type: 'text', position: 5, ...plain },
  { id: 6, name: 'Картка гостя', uuid: 'CT_1006', model: 'client', type: 'text', position: 6, ...plain },
];
