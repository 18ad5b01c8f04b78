/** Writing down what was made, changed and deleted, and letting everybody know. */
import { type Account, moscowNow } from './account.ts';
import { type Entity, refOf } from './values.ts';
import { type Cause, tell } from './webhooks.ts';

/** Takes a new entity in. */
export function add(account: Account, cause: Cause, entity: Entity): Entity {
  account.entities.set(entity.path, entity);
  tell(account, cause, { action: 'CREATE', entity });
  if (entity.type === 'customerorder') account.kit.orderChanged(entity.id);
  return entity;
}

/** Puts an entity in place of what it was. */
export function change(account: Account, cause: Cause, changed: Entity, updatedFields: readonly string[]): Entity {
  const before = account.entities.get(changed.path);
  const entity = { ...changed, fields: { ...changed.fields, updated: moscowNow(account) } };
  account.entities.set(entity.path, entity);
  tell(account, cause, { action: 'UPDATE', entity, updatedFields });
  const moved = before && refOf(before.fields, 'state')?.path !== refOf(entity.fields, 'state')?.path;
  if (entity.type === 'customerorder' && moved) account.kit.orderChanged(entity.id);
  return entity;
}

/** Deletes an entity; a document goes into the bin, where the account has one. */
export function remove(account: Account, cause: Cause, entity: Entity, toBin: boolean): void {
  const deleted = moscowNow(account);
  if (toBin) account.entities.set(entity.path, { ...entity, fields: { ...entity.fields, deleted } });
  else account.entities.delete(entity.path);
  tell(account, cause, { action: 'DELETE', entity });
}
