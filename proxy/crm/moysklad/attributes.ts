import { valueAt } from '../choice.ts';
import type { Warning } from '../crm.ts';
import { type Order, weightOf } from '../order.ts';
import { toWall } from '../time.ts';
import { attributeRef, type Ref } from './refs.ts';
import type { Settings } from './settings.ts';

export interface AttributeValue extends Ref {
  value: string | number | boolean;
}

type Kind = Settings['attributes'][number]['as'];

const YES = /^(true|1|yes|on|да)$/i;

/** A text in the kind of its field; null where it is nothing of the kind. */
const valueAs = (text: string, as: Kind, zone: string): AttributeValue['value'] | null => {
  if (as === 'text') return text;
  if (as === 'flag') return YES.test(text.trim());
  if (as === 'number') {
    const number = Number(text.replace(',', '.'));
    return text.trim() === '' || !Number.isFinite(number) ? null : number;
  }
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : toWall(instant, zone);
};

/** What an order weighs: as it says itself, or else in grams as its lines do. */
export const weightIn = (order: Order, { weight }: Pick<Settings, 'weight'>): string | undefined =>
  weight?.from ? valueAt(order, weight.from) : (weight && weightOf(order)?.toString()) || undefined;

/** An order's additional fields, and which of them got no value they could take. */
export const attributesOf = (
  order: Order,
  settings: Pick<Settings, 'attributes' | 'weight'>,
  zone: string,
): { values: AttributeValue[]; warnings: Warning[] } => {
  const { attributes, weight } = settings;
  const wanted = [
    ...attributes.map(attribute => ({ ...attribute, text: valueAt(order, attribute.from) })),
    ...(weight?.attribute
      ? [
          {
            id: weight.attribute,
            from: weight.from ?? 'weight',
            as: 'number' as const,
            text: weightIn(order, settings),
          },
        ]
      : []),
  ];
  const values: AttributeValue[] = [];
  const warnings: Warning[] = [];
  for (const { id, from, as, text } of wanted) {
    if (!text) continue;
    const value = valueAs(text, as, zone);
    if (value === null) warnings.push({ code: 'field-dropped', about: from, money: false });
    else values.push({ ...attributeRef(id), value });
  }
  return { values, warnings };
};
