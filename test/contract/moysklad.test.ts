import { subject } from './moysklad.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);
