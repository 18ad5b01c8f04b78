import { subject } from './minicrm.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);
