/** What the account holds: entities of any type, their fields, and what refers to what. */

export type Value =
  | string
  | number
  | boolean
  | null
  | Ref
  | Rows
  | readonly Value[]
  | { readonly [name: string]: Value | undefined };

export type Fields = Readonly<Record<string, Value | undefined>>;

/** A reference to an entity, answered as its `meta`; some references come with fields of their own beside it. */
export class Ref {
  readonly type: string;
  /** Under the version of the API: `entity/product/…`. Two references are the same when their paths are. */
  readonly path: string;
  readonly extra: Fields;

  constructor(type: string, path: string, extra: Fields = {}) {
    this.type = type;
    this.path = path;
    this.extra = extra;
  }

  get id(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }
}

/** A list inside an entity: its address and size, the rows only where they are asked for. */
export class Rows {
  readonly type: string;
  readonly path: string;
  readonly entities: readonly Entity[];

  constructor(type: string, path: string, entities: readonly Entity[] = []) {
    this.type = type;
    this.path = path;
    this.entities = entities;
  }
}

export interface Entity {
  readonly type: string;
  readonly path: string;
  readonly id: string;
  readonly fields: Fields;
  /** The lines of an order. */
  readonly positions?: readonly Entity[];
  /** Whether the caller chose the `externalCode`, which MoySklad makes up otherwise. */
  readonly codeGiven?: boolean;
}

/** The reference to an entity. */
export function refTo({ type, path }: Entity, extra: Fields = {}): Ref {
  return new Ref(type, path, extra);
}

/** A field that is text; empty when it is not there. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** A field that is a number; 0 when it is not there. */
export function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : 0;
}

/** A field that refers to something. */
export function refOf(fields: Fields, name: string): Ref | undefined {
  const value = fields[name];
  return value instanceof Ref ? value : undefined;
}

/** A field that is a list. */
export function listOf(fields: Fields, name: string): readonly Value[] {
  const value = fields[name];
  return isList(value) ? value : [];
}

/** Fields within a field, as an address or a price has them. */
export function isFields(value: Value | undefined): value is Fields {
  return (
    typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Ref || value instanceof Rows)
  );
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
