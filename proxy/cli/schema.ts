import { configJsonSchema } from '../config/json-schema.ts';
import { crms } from '../crm/index.ts';
import { guarded, out } from './common.ts';

/** `crm-proxy schema`: for `"$schema"` in crm.config.json. */
export const schema = guarded(async () => {
  out(JSON.stringify(configJsonSchema(crms), null, 2));
  return 0;
});
