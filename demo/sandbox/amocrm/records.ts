/** What the account holds. Times are Unix seconds, as the API has them. */

/** What has fields of the shop's own, and answers under `/{type}`. */
export type EntityType = 'leads' | 'contacts' | 'companies';

export interface Value {
  readonly value: string | number | boolean;
  readonly enumId?: number;
}

export interface FieldValue {
  readonly fieldId: number;
  readonly values: readonly Value[];
}

interface Dated {
  readonly id: number;
  readonly name: string;
  readonly createdBy: number;
  readonly updatedBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly fields: readonly FieldValue[];
}

interface Card extends Dated {
  readonly responsibleUserId: number;
  readonly tagIds: readonly number[];
  /** The body as it came. */
  readonly received: unknown;
}

export interface Lead extends Card {
  readonly price: number;
  readonly statusId: number;
  readonly pipelineId: number;
  readonly lossReasonId: number | null;
  readonly closedAt: number | null;
  readonly isDeleted: boolean;
  /** What amoCRM did with it without telling the caller. */
  readonly notes: readonly string[];
}

/** A contact or a company. */
export interface Person extends Card {
  readonly type: 'contacts' | 'companies';
  readonly firstName: string;
  readonly lastName: string;
}

export interface Element extends Dated {
  readonly catalogId: number;
  readonly isDeleted: boolean | null;
}

/** Either way round a link is kept from the lead, or from the contact to its company. */
export interface Link {
  readonly fromType: 'leads' | 'contacts';
  readonly fromId: number;
  readonly toType: 'contacts' | 'companies' | 'catalog_elements';
  readonly toId: number;
  readonly isMain?: boolean;
  readonly quantity?: number;
  readonly catalogId?: number;
  readonly priceId?: number | null;
}

export interface Note {
  readonly id: number;
  readonly entityType: EntityType;
  readonly entityId: number;
  readonly noteType: string;
  readonly params: object;
  readonly createdBy: number;
  readonly responsibleUserId: number;
  readonly createdAt: number;
}

export interface Tag {
  readonly id: number;
  readonly entityType: EntityType;
  readonly name: string;
  readonly color: string | null;
}

export interface Webhook {
  readonly id: number;
  readonly destination: string;
  readonly settings: readonly string[];
  readonly sort: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An entry of the account's own log (amoCRM documentation, events-and-notes). */
export interface Event {
  readonly id: string;
  readonly type: string;
  readonly entityType: EntityType;
  readonly entityId: number;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly valueAfter: readonly object[];
  readonly valueBefore: readonly object[];
}
