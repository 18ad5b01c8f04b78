/** What a file holds, product by product, unchecked; `place` says of a path in a product where in the file it stands. */
export interface Listed {
  products: { value: unknown; place(path: string): string }[];
  faults: Fault[];
}

export interface Fault {
  /** `line 12, price` or `[3].price`; empty: the whole file. */
  place: string;
  found: string;
  expected: string;
}
