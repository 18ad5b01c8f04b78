import type { CertificateAnswer } from '../../proxy/contract/index.ts';
import type { Failure } from '../core/failure.ts';

/** The code itself is kept only while its certificate is on show, to hand it to the checkout; the answer brings it masked. */
export interface Shown {
  readonly kind: 'shown';
  readonly code: string;
  readonly certificate: CertificateAnswer;
  readonly handed: boolean;
}

export type State = { readonly kind: 'idle' | 'checking' | 'not-found' } | Shown | Failure;
