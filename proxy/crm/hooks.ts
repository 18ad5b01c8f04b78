/** An address without its last part, which is the token. */
const placeOf = (address: string | undefined): string | null => {
  const url = URL.parse(address ?? '');
  return url && `${url.origin}${url.pathname.replace(/[^/]*$/, '')}`;
};

/** Whether a registered address is this connection's own: the same up to the token, which may have been changed since. */
export const isOurHook = (registered: string | undefined, ours: string): boolean => {
  const place = placeOf(registered);
  return place !== null && place === placeOf(ours);
};
