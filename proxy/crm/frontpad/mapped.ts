import { codesOf, listed } from '../choice.ts';
import type { MappedCode } from '../crm.ts';
import type { Settings } from './settings.ts';

/** Every code of FrontPad that the settings name. FrontPad lists none, so that a person has to compare them. */
export const mapped = (settings: Settings): MappedCode[] => [
  ...codesOf(settings.affiliate, 'affiliate', 'affiliates'),
  ...codesOf(settings.channel, 'channel', 'channels'),
  ...codesOf(settings.point, 'point', 'points'),
  ...codesOf(settings.pay, 'pay', 'pays'),
  ...listed(settings.hookStatuses, 'hookStatuses', 'statuses'),
  ...listed(settings.tags, 'tags', 'tags'),
];
