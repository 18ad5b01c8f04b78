import { subject } from './insales.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);
