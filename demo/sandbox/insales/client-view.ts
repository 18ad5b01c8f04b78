/** A client as the API shows it. */
import type { Account } from './account.ts';
import type { Client } from './records.ts';
import { offsetTime } from './times.ts';

export function clientView({ settings }: Account, client: Client): object {
  const { id, name, surname, middlename, email, phone, registered, subscribe, bonusPoints, consent } = client;
  return {
    ...{ id, name, surname, middlename, email, phone, registered, subscribe, type: 'Client::Individual' },
    ...{ bonus_points: bonusPoints, client_group_id: null, group_discount: null, progressive_discount: null },
    ...{ ip_addr: null, consent_to_personal_data: consent, fields_values: [] },
    created_at: offsetTime(client.createdAt, settings.timeZone),
    updated_at: offsetTime(client.updatedAt, settings.timeZone),
  };
}
