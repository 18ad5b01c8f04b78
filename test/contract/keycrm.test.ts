import { subject } from './keycrm.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);
