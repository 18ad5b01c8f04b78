import { subject } from './retailcrm.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);
