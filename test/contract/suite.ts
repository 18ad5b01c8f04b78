import { describe } from 'vitest';
import { answersPart } from './parts/answers.ts';
import { capabilitiesPart } from './parts/capabilities.ts';
import { datesPart } from './parts/dates.ts';
import { doublesPart } from './parts/doubles.ts';
import { hooksPart } from './parts/hooks.ts';
import { manifestPart } from './parts/manifest.ts';
import { notificationsPart } from './parts/notifications.ts';
import { quotasPart } from './parts/quotas.ts';
import { secrecyPart } from './parts/secrecy.ts';
import type { Subject } from './subject.ts';

/** What every adapter must do, whatever its CRM: one small file of facts about it, and all of this is asked of it. */
export const contractSuite = (subject: Subject): void => {
  describe(subject.crm.manifest.title, () => {
    for (const part of [
      manifestPart,
      capabilitiesPart,
      answersPart,
      doublesPart,
      quotasPart,
      hooksPart,
      notificationsPart,
      datesPart,
      secrecyPart,
    ]) {
      part(subject);
    }
  });
};
